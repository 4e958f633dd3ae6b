package dev.kilter.codec;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;

/**
 * Anchors of one document and what their aliases add up to once written out. The bound on nodes is
 * go-yaml's: small documents may repeat freely, large ones only to a part of their size. The text
 * that aliases stand for is bounded too: a few nodes may hold megabytes.
 */
final class Anchors {
  private static final long FREE_ALIASES = 100;
  private static final long FREE_NODES = 1_000;
  private static final long LOW = 400_000;
  private static final long HIGH = 4_000_000;

  private final Map<Anchor, Anchored> anchored = new HashMap<>();
  private final Deque<Start> starts = new ArrayDeque<>();
  private long nodes;
  private long aliased;
  private long characters;
  private long repeated;

  private record Start(long nodes, long characters) {}

  private record Anchored(@Nullable Object value, long size, long characters, boolean complete) {
    static final Anchored INCOMPLETE = new Anchored(null, 0, 0, false);
  }

  /** A node begins. */
  void open(NodeEvent event) {
    starts.push(new Start(nodes, characters));
    nodes++;
    if (event instanceof ScalarEvent scalar) {
      characters += scalar.getValue().length();
    }
    event.getAnchor().ifPresent(anchor -> anchored.put(anchor, Anchored.INCOMPLETE));
  }

  /** The node that was opened last is complete. */
  void close(NodeEvent event, @Nullable Object value) {
    Start start = starts.pop();
    Anchored closed = new Anchored(value, nodes - start.nodes, characters - start.characters, true);
    event.getAnchor().ifPresent(anchor -> anchored.put(anchor, closed));
  }

  /** A node that is no value of its own. */
  void count() {
    nodes++;
  }

  @Nullable Object dereference(AliasEvent alias) {
    Anchored target = anchored.get(alias.getAlias());
    if (target == null) {
      throw YamlFault.at("this alias names no anchor before it", alias);
    }
    if (!target.complete) {
      throw YamlFault.at("this alias stands inside of what it names", alias);
    }
    nodes += target.size;
    aliased += target.size;
    characters += target.characters;
    repeated += target.characters;
    if (repeated > Yaml.MAX_LENGTH) {
      throw YamlFault.at("the aliases stand for too much", alias);
    }
    if (aliased > FREE_ALIASES && nodes > FREE_NODES && aliased > allowed() * nodes) {
      throw YamlFault.at("the aliases stand for too much", alias);
    }
    return target.value;
  }

  private double allowed() {
    if (nodes <= LOW) {
      return 0.99;
    }
    return nodes >= HIGH ? 0.10 : 0.99 - 0.89 * (nodes - LOW) / (HIGH - LOW);
  }
}

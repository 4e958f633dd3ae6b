package dev.kilter.codec;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;

/**
 * Anchors of one document and what their aliases add up to once written out. The bound is
 * go-yaml's: small documents may repeat freely, large ones only to a part of their size.
 */
final class Anchors {
  private static final long FREE_ALIASES = 100;
  private static final long FREE_NODES = 1_000;
  private static final long LOW = 400_000;
  private static final long HIGH = 4_000_000;

  private final Map<Anchor, Anchored> anchored = new HashMap<>();
  private final Deque<Long> starts = new ArrayDeque<>();
  private long nodes;
  private long aliased;

  private record Anchored(@Nullable Object value, long size, boolean complete) {}

  /** A node begins. */
  void open(NodeEvent event) {
    starts.push(nodes);
    nodes++;
    event.getAnchor().ifPresent(anchor -> anchored.put(anchor, new Anchored(null, 0, false)));
  }

  /** The node that was opened last is complete. */
  void close(NodeEvent event, @Nullable Object value) {
    long size = nodes - starts.pop();
    event.getAnchor().ifPresent(anchor -> anchored.put(anchor, new Anchored(value, size, true)));
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

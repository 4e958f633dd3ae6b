package dev.kilter.engine.access;

import dev.kilter.engine.access.Statements.Link;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Statements that count together, found by whom they are about. */
final class Layers {
  /** As casbin: who is in a role through more links than these is not in it. */
  private static final int MAX_LINKS = 10;

  private final Map<String, List<Rule>> rules = new HashMap<>();
  private final Map<String, List<String>> roles = new HashMap<>();
  private final Optional<Layers> below;

  private Layers(Statements statements, Optional<Layers> below) {
    statements
        .rules()
        .forEach(rule ->
            rules.computeIfAbsent(rule.words().subject(), _ -> new ArrayList<>()).add(rule));
    for (Link link : statements.links()) {
      roles.computeIfAbsent(link.member(), _ -> new ArrayList<>()).add(link.role());
    }
    this.below = below;
  }

  static Layers of(Statements statements) {
    return new Layers(statements, Optional.empty());
  }

  /** These, and on top of them what a project adds. */
  Layers with(Statements statements) {
    return new Layers(statements, Optional.of(this));
  }

  /** Everybody whom the top layer says something of. */
  Set<String> mentioned() {
    Set<String> mentioned = new LinkedHashSet<>(rules.keySet());
    mentioned.addAll(roles.keySet());
    return mentioned;
  }

  /** Whether anything makes it a member of a role; a group that is none asks for nothing. */
  boolean isMember(String name) {
    return roles.containsKey(name) || below.filter(layer -> layer.isMember(name)).isPresent();
  }

  /** The name itself, and all roles that it is in. */
  Set<String> rolesOf(String name) {
    Set<String> all = new LinkedHashSet<>(List.of(name));
    Set<String> last = all;
    for (int i = 0; i < MAX_LINKS && !last.isEmpty(); i++) {
      Set<String> next = new LinkedHashSet<>();
      last.forEach(member -> addRoles(member, next));
      next.removeAll(all);
      all.addAll(next);
      last = next;
    }
    return all;
  }

  private void addRoles(String member, Set<String> into) {
    below.ifPresent(layer -> layer.addRoles(member, into));
    into.addAll(roles.getOrDefault(member, List.of()));
  }

  /** Those about exactly this subject. */
  List<Rule> rulesOf(String subject) {
    List<Rule> found = new ArrayList<>();
    below.ifPresent(layer -> found.addAll(layer.rulesOf(subject)));
    found.addAll(rules.getOrDefault(subject, List.of()));
    return found;
  }
}

package dev.kilter.model.access;

import java.util.LinkedHashSet;
import java.util.List;

/**
 * Somebody who asks: a local user, a user of a login provider, or {@code proj:PROJECT:ROLE}. The
 * groups are the values of the claims that {@link AccessRules#scopes} names. Without a name nobody
 * is logged in.
 */
public record Subject(String name, List<String> groups) {
  public Subject {
    groups = List.copyOf(new LinkedHashSet<>(groups));
  }

  public static Subject user(String name) {
    return new Subject(name, List.of());
  }
}

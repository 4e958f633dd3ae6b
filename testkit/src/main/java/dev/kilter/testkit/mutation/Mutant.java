package dev.kilter.testkit.mutation;

import java.util.Arrays;
import java.util.List;

/**
 * A planted bug: one guard switched off, in as many places as it is kept.
 *
 * @param name what the bug does, as a sentence without a full stop
 * @param guard what it switches off
 */
public record Mutant(String name, String guard, List<Edit> edits) {
  public Mutant {
    edits = List.copyOf(edits);
    if (edits.isEmpty()) {
      throw new IllegalArgumentException("the mutant '" + name + "' changes nothing");
    }
  }

  /** One change of one method. */
  public record Edit(Target target, Change change) {}

  public static Mutant of(String name, String guard, Edit... edits) {
    return new Mutant(name, guard, Arrays.asList(edits));
  }

  @Override
  public String toString() {
    return name;
  }
}

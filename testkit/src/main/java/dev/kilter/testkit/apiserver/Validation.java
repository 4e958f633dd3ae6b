package dev.kilter.testkit.apiserver;

import dev.kilter.model.manifest.Manifest;
import dev.kilter.testkit.apiserver.Statuses.Cause;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Refuses objects that the server would call invalid. */
final class Validation {
  private Validation() {}

  static void created(Kind kind, Manifest object) {
    List<Cause> causes = new ArrayList<>(metadata(kind, object));
    causes.addAll(content(kind, object));
    refuse(kind, object, causes);
  }

  static void updated(Kind kind, Manifest before, Manifest after) {
    List<Cause> causes = new ArrayList<>();
    // the server checks its own metadata twice, and says so twice
    causes.addAll(newFinalizers(before, after));
    causes.addAll(newFinalizers(before, after));
    causes.addAll(identity(before, after));
    causes.addAll(NameRules.labels(after.labels()));
    causes.addAll(NameRules.annotations(after.annotations()));
    causes.addAll(content(kind, after));
    causes.addAll(Immutability.faults(kind, before, after));
    refuse(kind, after, causes);
  }

  private static void refuse(Kind kind, Manifest object, List<Cause> causes) {
    if (!causes.isEmpty()) {
      throw Statuses.invalid(kind, object.name(), causes);
    }
  }

  private static List<Cause> metadata(Kind kind, Manifest object) {
    List<Cause> causes = new ArrayList<>();
    if (object.name().isEmpty()) {
      causes.add(Cause.required("metadata.name", "name or generateName is required"));
    } else {
      causes.addAll(NameRules.faults(kind, "metadata.name", object.name()));
    }
    causes.addAll(NameRules.labels(object.labels()));
    causes.addAll(NameRules.annotations(object.annotations()));
    return causes;
  }

  private static List<Cause> content(Kind kind, Manifest object) {
    return kind.schema().map(schema -> CustomValidation.faults(schema, object)).orElse(List.of());
  }

  private static List<Cause> newFinalizers(Manifest before, Manifest after) {
    if (before.at("metadata", "deletionTimestamp").isEmpty()) {
      return List.of();
    }
    Set<Object> added = new HashSet<>(after.list("metadata", "finalizers"));
    added.removeAll(before.list("metadata", "finalizers"));
    return added.isEmpty()
        ? List.of()
        : List.of(
            Cause.forbidden(
                "metadata.finalizers",
                "no new finalizers can be added if the object is being deleted, found new "
                    + "finalizers []string{"
                    + String.join(
                        ", ", added.stream().map(name -> "\"" + name + "\"").sorted().toList())
                    + "}"));
  }

  private static List<Cause> identity(Manifest before, Manifest after) {
    List<Cause> causes = new ArrayList<>();
    if (!after.uid().equals(before.uid())) {
      causes.add(Cause.invalid("metadata.uid", '"' + after.uid() + '"', "field is immutable"));
    }
    return causes;
  }
}

package dev.kilter.render.sops;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The secret keys of a project, from the entries of a Secret as Flux names them: {@code *.agekey}
 * with one age key a line, {@code *.asc} with armoured PGP keys. Never printed.
 */
final class DecryptionKeys {
  private final List<AgeIdentity> age = new ArrayList<>();
  private final List<String> pgp = new ArrayList<>();
  private final List<String> unreadable = new ArrayList<>();

  DecryptionKeys(Map<String, String> entries) {
    entries.forEach((name, text) -> {
      if (name.endsWith(".agekey")) {
        text.lines()
            .map(String::strip)
            .filter(line -> !line.isEmpty() && !line.startsWith("#"))
            .forEach(line -> add(name, line));
      } else if (name.endsWith(".asc")) {
        pgp.add(text);
      }
    });
  }

  private void add(String name, String line) {
    try {
      age.add(AgeIdentity.of(line));
    } catch (IllegalArgumentException e) {
      unreadable.add(name + ": " + e.getMessage());
    }
  }

  List<AgeIdentity> age() {
    return age;
  }

  List<String> pgp() {
    return pgp;
  }

  /** What of it is no key, without quoting it; empty where all is well. */
  Optional<String> problem() {
    return unreadable.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", unreadable));
  }
}

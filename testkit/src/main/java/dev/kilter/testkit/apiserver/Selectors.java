package dev.kilter.testkit.apiserver;

import dev.kilter.model.manifest.Manifest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Label selectors and field selectors. */
final class Selectors {
  private static final Pattern SET = Pattern.compile("(\\S+)\\s+(in|notin)\\s*\\(([^)]*)\\)");
  private static final Set<String> EVERYWHERE = Set.of("metadata.name", "metadata.namespace");

  private Selectors() {}

  static Predicate<Manifest> of(Kind kind, Target target) {
    return labels(target.value("labelSelector")).and(fields(kind, target.value("fieldSelector")));
  }

  private static Predicate<Manifest> labels(String selector) {
    Predicate<Manifest> all = _ -> true;
    for (String requirement : split(selector)) {
      all = all.and(requirement(requirement.strip()));
    }
    return all;
  }

  /** Commas in parentheses belong to a set of values. */
  private static List<String> split(String selector) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i < selector.length(); i++) {
      char c = selector.charAt(i);
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (c == ',' && depth == 0) {
        parts.add(selector.substring(start, i));
        start = i + 1;
      }
    }
    parts.add(selector.substring(start));
    parts.removeIf(String::isBlank);
    return parts;
  }

  private static Predicate<Manifest> requirement(String text) {
    Matcher set = SET.matcher(text);
    if (set.matches()) {
      List<String> values = Arrays.stream(set.group(3).split(",", -1)).map(String::strip).toList();
      String key = set.group(1);
      return set.group(2).equals("in")
          ? object -> object.label(key).filter(values::contains).isPresent()
          : object -> object.label(key).filter(values::contains).isEmpty();
    }
    int unequal = text.indexOf("!=");
    if (unequal > 0) {
      String key = text.substring(0, unequal).strip();
      String value = text.substring(unequal + 2).strip();
      return object -> !object.label(key).equals(Optional.of(value));
    }
    int equal = text.indexOf('=');
    if (equal > 0) {
      String key = text.substring(0, equal).strip();
      String value = text.substring(equal + 1).replaceFirst("^=", "").strip();
      return object -> object.label(key).equals(Optional.of(value));
    }
    return text.startsWith("!")
        ? object -> object.label(text.substring(1).strip()).isEmpty()
        : object -> object.label(text).isPresent();
  }

  private static Predicate<Manifest> fields(Kind kind, String selector) {
    Predicate<Manifest> all = _ -> true;
    for (String part : split(selector)) {
      boolean unequal = part.contains("!=");
      String field = part.substring(0, part.indexOf(unequal ? "!=" : "=")).strip();
      String value = part.substring(part.lastIndexOf('=') + 1).strip();
      if (!isSelectable(kind, field)) {
        throw Statuses.badRequest(
            kind.custom()
                ? "field label not supported: " + field
                : '"'
                    + field
                    + "\" is not a known field selector: only \"metadata.name\", "
                    + "\"metadata.namespace\"");
      }
      String[] path = field.split("\\.");
      all = all.and(object -> object.text(path).orElse("").equals(value) != unequal);
    }
    return all;
  }

  private static boolean isSelectable(Kind kind, String field) {
    return EVERYWHERE.contains(field)
        || switch (kind.groupKind()) {
          case "Event" ->
              field.startsWith("involvedObject.") || Set.of("reason", "type").contains(field);
          case "Secret" -> field.equals("type");
          case "Namespace" -> field.equals("status.phase");
          case "Pod" ->
              Set.of("status.phase", "spec.nodeName", "spec.restartPolicy").contains(field);
          default -> false;
        };
  }
}

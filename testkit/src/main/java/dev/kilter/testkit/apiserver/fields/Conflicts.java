package dev.kilter.testkit.apiserver.fields;

import dev.kilter.codec.Json;
import dev.kilter.testkit.apiserver.fields.Owner.Operation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** An apply that others stand in the way of, in the server's words. */
public final class Conflicts {
  private Conflicts() {}

  /** One field of one other owner. */
  public record Cause(String field, String message) {}

  public static List<Cause> causes(Map<Owner, FieldSet> conflicts) {
    return lines(conflicts).stream()
        .map(line -> new Cause(line.path, "conflict with " + line.owner))
        .toList();
  }

  public static String message(Map<Owner, FieldSet> conflicts) {
    List<Line> lines = lines(conflicts);
    if (lines.size() == 1) {
      Line only = lines.getFirst();
      return "Apply failed with 1 conflict: conflict with " + only.owner + ": " + only.path;
    }
    return "Apply failed with %d conflicts: ".formatted(lines.size())
        + lines.stream()
            .collect(
                Collectors.groupingBy(Line::owner, java.util.TreeMap::new, Collectors.toList()))
            .entrySet()
            .stream()
            .flatMap(entry ->
                java.util.stream.Stream.concat(
                    java.util.stream.Stream.of("conflicts with " + entry.getKey() + ":"),
                    entry.getValue().stream().map(line -> "- " + line.path)))
            .collect(Collectors.joining("\n"));
  }

  private record Line(String owner, String path) {}

  private static List<Line> lines(Map<Owner, FieldSet> conflicts) {
    List<Line> lines = new ArrayList<>();
    conflicts.entrySet().stream()
        .sorted(Comparator.comparing(entry -> name(entry.getKey())))
        .forEach(entry -> paths(entry.getValue(), "", lines, name(entry.getKey())));
    return lines;
  }

  private static void paths(FieldSet set, String path, List<Line> lines, String owner) {
    set.below()
        .forEach((step, below) -> {
          String here = path + text(step);
          if (below.member()) {
            lines.add(new Line(owner, here));
          }
          paths(below, here, lines, owner);
        });
  }

  static String text(String step) {
    String content = step.substring(2);
    return switch (step.charAt(0)) {
      case 'f' -> "." + content;
      case 'k' -> "[" + keys(content) + "]";
      default -> "[=" + content + "]";
    };
  }

  private static String keys(String content) {
    return Json.parse(content) instanceof Map<?, ?> keys
        ? keys.entrySet().stream()
            .map(key -> key.getKey() + "=" + Json.text(key.getValue()))
            .collect(Collectors.joining(","))
        : content;
  }

  private static String name(Owner owner) {
    String name = '"' + owner.manager() + '"';
    if (!owner.subresource().isEmpty()) {
      name += " with subresource \"" + owner.subresource() + '"';
    }
    return owner.operation() == Operation.UPDATE ? name + " using " + owner.apiVersion() : name;
  }
}

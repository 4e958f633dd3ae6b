package dev.kilter.testkit.contract;

import dev.kilter.codec.Json;
import dev.kilter.model.manifest.Manifest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Answers without what no two servers have in common: uids, versions and addresses become symbols
 * in the order of their appearance, and what the controllers of a real server write is left out.
 */
final class Symbols {
  private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z");
  private static final Pattern ADDRESS = Pattern.compile("\\b10\\.\\d+\\.\\d+\\.\\d+\\b");
  private static final Pattern VALUE = Pattern.compile("Invalid value: \\{.*\\}: ");
  private static final String REVISION = "deployment.kubernetes.io/revision";
  private static final Set<String> WITH_CONTROLLERS =
      Set.of("Deployment", "StatefulSet", "Job", "Namespace");

  private final String namespace;
  private final Map<String, String> uids = new HashMap<>();
  private final Map<String, String> versions = new HashMap<>();
  private long newest;

  Symbols(String namespace) {
    this.namespace = namespace;
  }

  String of(Manifest answer) {
    return Json.text(value("", withoutMoment(answer).root()));
  }

  /** Others write too: to the whole store, whose version lists tell, and to some kinds. */
  private static Manifest withoutMoment(Manifest answer) {
    if (answer.at("items").isPresent()) {
      return answer.with("<now>", "metadata", "resourceVersion");
    }
    if (WITH_CONTROLLERS.contains(answer.kind()) && !answer.resourceVersion().isEmpty()) {
      return answer.with("<now>", "metadata", "resourceVersion");
    }
    return answer.text("type").orElse("").equals("BOOKMARK")
        ? answer.with("<now>", "object", "metadata", "resourceVersion")
        : answer;
  }

  private @Nullable Object value(String field, @Nullable Object node) {
    return switch (node) {
      case Map<?, ?> map -> map(map);
      case List<?> list when field.equals("managedFields") -> owners(list);
      case List<?> list when field.equals("causes") ->
          list.stream()
              .map(item -> value("", item))
              .sorted(Comparator.comparing(Json::text))
              .toList();
      case List<?> list -> list.stream().map(item -> value("", item)).toList();
      case String text -> text(field, text);
      case null, default -> node;
    };
  }

  private Map<String, @Nullable Object> map(Map<?, ?> map) {
    Map<String, @Nullable Object> symbols = new TreeMap<>();
    boolean controlled = WITH_CONTROLLERS.contains(String.valueOf(map.get("kind")));
    // identities first, so that the order of other fields makes no difference
    for (String first : List.of("uid", "resourceVersion")) {
      if (map.get(first) instanceof String text) {
        symbols.put(first, text(first, text));
      }
    }
    new TreeMap<>(map)
        .forEach((key, value) -> {
          String name = String.valueOf(key);
          boolean theirs =
              (controlled && name.equals("status") && value instanceof Map<?, ?>)
                  || name.equals(REVISION)
                  || (value instanceof Map<?, ?> inner && inner.keySet().equals(Set.of(REVISION)));
          if (!theirs && !symbols.containsKey(name)) {
            symbols.put(text("", name), value(name, value));
          }
        });
    return symbols;
  }

  private List<Object> owners(List<?> entries) {
    List<Map<String, @Nullable Object>> owners = new ArrayList<>();
    for (Object entry : entries) {
      if (entry instanceof Map<?, ?> map && !"kube-controller-manager".equals(map.get("manager"))) {
        owners.add(map(map));
      }
    }
    owners.sort(
        Comparator.comparing(owner ->
            owner.get("operation") + " " + owner.get("manager") + " " + owner.get("subresource")));
    return List.copyOf(owners);
  }

  private String text(String field, String text) {
    switch (field) {
      case "uid" -> uids.computeIfAbsent(text, _ -> "<uid-" + (uids.size() + 1) + ">");
      case "resourceVersion" -> version(text);
      case "continue" -> {
        return text.isEmpty() ? "" : "<continue>";
      }
      default -> {
        // seen before, or no identity
      }
    }
    if (field.equals("resourceVersion")) {
      return versions.getOrDefault(text, text);
    }
    String symbols = text.replace(namespace, "<ns>");
    for (Map.Entry<String, String> uid : uids.entrySet()) {
      symbols = symbols.replace(uid.getKey(), uid.getValue());
    }
    if (field.equals("message")) {
      symbols = VALUE.matcher(symbols).replaceAll("Invalid value: <tree>: ");
      for (Map.Entry<String, String> version : versions.entrySet()) {
        symbols = symbols.replaceAll("\\b" + version.getKey() + "\\b", version.getValue());
      }
    }
    return ADDRESS.matcher(TIME.matcher(symbols).replaceAll("<time>")).replaceAll("<address>");
  }

  /** Later versions are greater; one that comes up late is said to. */
  private void version(String text) {
    if (versions.containsKey(text) || !text.chars().allMatch(Character::isDigit)) {
      return;
    }
    long number = Long.parseLong(text);
    versions.put(text, (number > newest ? "<rv-" : "<rv-old-") + (versions.size() + 1) + ">");
    newest = Math.max(newest, number);
  }
}

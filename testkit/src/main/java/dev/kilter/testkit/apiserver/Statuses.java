package dev.kilter.testkit.apiserver;

import dev.kilter.model.manifest.Manifest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The Status objects that the API server answers with. */
final class Statuses {
  private Statuses() {}

  /** One reason why an object is invalid. */
  record Cause(String reason, String message, String field) {
    static Cause invalid(String field, String value, String why) {
      return new Cause("FieldValueInvalid", "Invalid value: " + value + ": " + why, field);
    }

    static Cause required(String field, String why) {
      String suffix = why.isEmpty() ? "" : ": " + why;
      return new Cause("FieldValueRequired", "Required value" + suffix, field);
    }

    static Cause forbidden(String field, String why) {
      return new Cause("FieldValueForbidden", "Forbidden: " + why, field);
    }

    private Map<String, @Nullable Object> tree() {
      Map<String, @Nullable Object> tree = new LinkedHashMap<>();
      tree.put("reason", reason);
      tree.put("message", message);
      if (!field.isEmpty()) {
        tree.put("field", field);
      }
      return tree;
    }

    private String text() {
      return field + ": " + message;
    }
  }

  static Refusal notFound(Kind kind, String name) {
    return refusal(404, "NotFound", quoted(kind, name) + " not found", about(kind, name));
  }

  /** The path leads nowhere. */
  static Refusal noSuchResource() {
    return refusal(404, "NotFound", "the server could not find the requested resource", Map.of());
  }

  static Refusal alreadyExists(Kind kind, String name) {
    return refusal(409, "AlreadyExists", quoted(kind, name) + " already exists", about(kind, name));
  }

  static Refusal conflict(Kind kind, String name, String why) {
    return refusal(
        409,
        "Conflict",
        "Operation cannot be fulfilled on " + quoted(kind, name) + ": " + why,
        about(kind, name));
  }

  /** As {@link #conflict}, but naming the kind, as checks before the storage do. */
  static Refusal kindConflict(Kind kind, String name, String why) {
    Map<String, @Nullable Object> details = new LinkedHashMap<>(about(kind, name));
    details.put("kind", kind.kind());
    return refusal(
        409,
        "Conflict",
        "Operation cannot be fulfilled on " + kind.groupKind() + " \"" + name + "\": " + why,
        details);
  }

  static Refusal applyConflict(String message, List<Cause> causes) {
    return refusal(409, "Conflict", message, Map.of("causes", trees(causes)));
  }

  static Refusal forbidden(Kind kind, String name, String why, List<Cause> causes) {
    Map<String, @Nullable Object> details = new LinkedHashMap<>(about(kind, name));
    if (!causes.isEmpty()) {
      details.put("causes", trees(causes));
    }
    return refusal(403, "Forbidden", quoted(kind, name) + " is forbidden: " + why, details);
  }

  static Refusal invalid(Kind kind, String name, List<Cause> causes) {
    return invalid(kind.group(), kind.kind(), name, causes);
  }

  static Refusal invalid(String group, String kind, String name, List<Cause> causes) {
    Map<String, @Nullable Object> details = new LinkedHashMap<>();
    put(details, "name", name);
    put(details, "group", group);
    put(details, "kind", kind);
    details.put("causes", trees(causes));
    List<String> texts = causes.stream().map(Cause::text).distinct().toList();
    String all = texts.size() == 1 ? texts.getFirst() : "[" + String.join(", ", texts) + "]";
    String what = group.isEmpty() ? kind : kind + "." + group;
    return refusal(422, "Invalid", what + " \"" + name + "\" is invalid: " + all, details);
  }

  /** What a JSON patch that cannot be applied gets. */
  static Refusal unprocessable() {
    return refusal(
        422, "Invalid", "the server rejected our request due to an error in our request", Map.of());
  }

  static Refusal badRequest(String message) {
    return refusal(400, "BadRequest", message, null);
  }

  static Refusal gone(String message) {
    return refusal(410, "Expired", message, null);
  }

  /** An error that the server has no reason for. */
  static Refusal internal(String message) {
    return refusal(500, "", message, null);
  }

  static Refusal unsupported(Kind kind, String action) {
    Map<String, @Nullable Object> details = new LinkedHashMap<>(about(kind, ""));
    details.remove("name");
    return refusal(
        405,
        "MethodNotAllowed",
        action + " is not supported on resources of kind \"" + kind.qualified() + "\"",
        details);
  }

  static Refusal notAllowed() {
    return refusal(
        405,
        "MethodNotAllowed",
        "the server does not allow this method on the requested resource",
        Map.of());
  }

  /** The path is of no API at all: the one answer that is no JSON. */
  static Refusal noSuchPath() {
    return new Refusal(404, Manifest.of(Map.of()));
  }

  static Refusal mediaType(String accepted) {
    return refusal(
        415,
        "UnsupportedMediaType",
        "the body of the request was in an unknown format - accepted media types include: "
            + accepted,
        Map.of());
  }

  static Manifest success(Kind kind, String name, String uid) {
    Map<String, @Nullable Object> details = new LinkedHashMap<>(about(kind, name));
    details.put("uid", uid);
    Map<String, @Nullable Object> status = head();
    status.put("status", "Success");
    status.put("details", details);
    return Manifest.of(status);
  }

  static Refusal refusal(
      int code, String reason, String message, @Nullable Map<String, @Nullable Object> details) {
    Map<String, @Nullable Object> status = head();
    status.put("status", "Failure");
    put(status, "message", message);
    put(status, "reason", reason);
    if (details != null) {
      status.put("details", details);
    }
    status.put("code", (long) code);
    return new Refusal(code, Manifest.of(status));
  }

  private static Map<String, @Nullable Object> head() {
    Map<String, @Nullable Object> status = new LinkedHashMap<>();
    status.put("kind", "Status");
    status.put("apiVersion", "v1");
    status.put("metadata", Map.of());
    return status;
  }

  private static Map<String, @Nullable Object> about(Kind kind, String name) {
    Map<String, @Nullable Object> details = new LinkedHashMap<>();
    put(details, "name", name);
    put(details, "group", kind.group());
    details.put("kind", kind.plural());
    return details;
  }

  private static void put(Map<String, @Nullable Object> into, String key, String value) {
    if (!value.isEmpty()) {
      into.put(key, value);
    }
  }

  private static List<Object> trees(List<Cause> causes) {
    List<Object> trees = new ArrayList<>();
    causes.forEach(cause -> trees.add(cause.tree()));
    return trees;
  }

  private static String quoted(Kind kind, String name) {
    return kind.qualified() + (name.isEmpty() ? "" : " \"" + name + "\"");
  }
}

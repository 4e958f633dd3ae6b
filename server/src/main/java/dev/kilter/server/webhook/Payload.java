package dev.kilter.server.webhook;

import dev.kilter.api.Document;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A sender's JSON, read strictly: missing and null are empty, but a member of another type than the
 * sender documents makes the whole payload malformed, so that half a forgery is never acted on.
 */
record Payload(Document tree) {
  String text(String... path) throws MalformedPayload {
    Object node = tree.at(path).orElse("");
    if (node instanceof String text) {
      return text;
    }
    throw wrong("text", path);
  }

  String required(String... path) throws MalformedPayload {
    String text = text(path);
    if (text.isEmpty()) {
      throw new MalformedPayload("\"" + String.join(".", path) + "\" is missing");
    }
    return text;
  }

  boolean flag(String... path) throws MalformedPayload {
    Object node = tree.at(path).orElse(false);
    if (node instanceof Boolean flag) {
      return flag;
    }
    throw wrong("true or false", path);
  }

  /** The number, or -1 where there is none. */
  long number(String... path) throws MalformedPayload {
    Object node = tree.at(path).orElse(-1L);
    if (node instanceof Number number) {
      return number.longValue();
    }
    throw wrong("a number", path);
  }

  Payload object(String... path) throws MalformedPayload {
    Object node = tree.at(path).orElse(Document.EMPTY.root());
    if (node instanceof java.util.Map<?, ?>) {
      return new Payload(Document.of(node));
    }
    throw wrong("an object", path);
  }

  List<Payload> objects(String... path) throws MalformedPayload {
    List<Payload> objects = new ArrayList<>();
    for (Object item : list(path)) {
      if (!(item instanceof java.util.Map<?, ?>)) {
        throw wrong("a list of objects", path);
      }
      objects.add(new Payload(Document.of(item)));
    }
    return objects;
  }

  List<String> texts(String... path) throws MalformedPayload {
    List<String> texts = new ArrayList<>();
    for (Object item : list(path)) {
      if (!(item instanceof String text)) {
        throw wrong("a list of texts", path);
      }
      texts.add(text);
    }
    return texts;
  }

  /** The texts at the named members that are there, without repetition. */
  List<String> anyOf(String... names) throws MalformedPayload {
    Set<String> texts = new LinkedHashSet<>();
    for (String name : names) {
      if (!text(name).isEmpty()) {
        texts.add(text(name));
      }
    }
    if (texts.isEmpty()) {
      throw new MalformedPayload("none of " + String.join(", ", names) + " is there");
    }
    return List.copyOf(texts);
  }

  /** Files that the commits of the push added, modified or removed. */
  List<String> changedFiles() throws MalformedPayload {
    Set<String> files = new LinkedHashSet<>();
    for (Payload commit : objects("commits")) {
      files.addAll(commit.texts("added"));
      files.addAll(commit.texts("modified"));
      files.addAll(commit.texts("removed"));
    }
    return List.copyOf(files);
  }

  private List<?> list(String... path) throws MalformedPayload {
    Object node = tree.at(path).orElse(List.of());
    if (node instanceof List<?> list) {
      return list;
    }
    throw wrong("a list", path);
  }

  private static MalformedPayload wrong(String expected, String... path) {
    return new MalformedPayload("\"" + String.join(".", path) + "\" is not " + expected);
  }
}

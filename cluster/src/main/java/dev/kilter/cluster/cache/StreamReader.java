package dev.kilter.cluster.cache;

import dev.kilter.cluster.cache.CacheEvent.Bookmark;
import dev.kilter.cluster.cache.CacheEvent.Closed;
import dev.kilter.cluster.cache.CacheEvent.Gone;
import dev.kilter.cluster.cache.CacheEvent.Seen;
import dev.kilter.cluster.json.JsonText;
import dev.kilter.model.manifest.Manifest;
import java.io.IOException;
import java.util.function.Consumer;

/** Reads the lines of a watch, or a whole list, into events of one attempt. */
final class StreamReader {
  private static final String INITIAL_END = "k8s.io/initial-events-end";

  private final StreamId stream;
  private final int attempt;
  private final ObjectParser objects;
  private final Consumer<CacheEvent> events;

  StreamReader(StreamId stream, int attempt, ObjectParser objects, Consumer<CacheEvent> events) {
    this.stream = stream;
    this.attempt = attempt;
    this.objects = objects;
    this.events = events;
  }

  /**
   * One line, {@code {"type":…,"object":…}}; the status of an error that ends the watch, or 0. A
   * line that is no event breaks the stream: it may stand for the one that counts.
   */
  int line(byte[] line) throws IOException {
    JsonText text = new JsonText(line);
    if (!text.atObject()) {
      throw new IOException("a watch of " + stream + " sent a line that is no event");
    }
    String type = "";
    boolean told = false;
    text.enter();
    for (String field = text.field(); field != null; field = text.field()) {
      if (field.equals("type")) {
        type = String.valueOf(text.value());
      } else if (field.equals("object")) {
        int status = object(type, text);
        if (status != 0) {
          return status;
        }
        told = true;
      } else {
        text.skip();
      }
    }
    if (!told) {
      throw new IOException("a watch of " + stream + " sent an event without an object");
    }
    return 0;
  }

  private int object(String type, JsonText text) throws IOException {
    switch (type) {
      case "ADDED", "MODIFIED" -> events.accept(new Seen(stream, attempt, parse(text)));
      case "DELETED" -> events.accept(new Gone(stream, attempt, parse(text)));
      case "BOOKMARK" -> {
        Manifest bookmark = Manifest.of(text.object());
        boolean listed = bookmark.annotation(INITIAL_END).orElse("").equals("true");
        events.accept(new Bookmark(stream, attempt, bookmark.resourceVersion(), listed));
      }
      case "ERROR" -> {
        Manifest status = Manifest.of(text.object());
        return (int) (long) status.integer("code").filter(StreamReader::isStatus).orElse(500L);
      }
      default -> throw new IOException("a watch of " + stream + " sent an event " + type);
    }
    return 0;
  }

  /**
   * A whole list, item by item, and the bookmark that it amounts to. An answer that is no list is
   * not an empty one: nobody may conclude from it that the objects are gone.
   */
  void list(byte[] content) throws IOException {
    String resourceVersion = "";
    boolean isList = false;
    JsonText text = new JsonText(content);
    if (text.atObject()) {
      text.enter();
      for (String field = text.field(); field != null; field = text.field()) {
        isList |= field.equals("items");
        if (field.equals("items") && text.atList()) {
          text.enter();
          while (text.item()) {
            events.accept(new Seen(stream, attempt, parse(text)));
          }
        } else if (field.equals("metadata")) {
          resourceVersion = String.valueOf(text.object().get("resourceVersion"));
        } else {
          text.skip();
        }
      }
    }
    if (!isList) {
      throw new IOException("the API server's answer is no list of " + stream);
    }
    events.accept(new Bookmark(stream, attempt, resourceVersion, true));
    events.accept(new Closed(stream, attempt, 200, "", 0));
  }

  private Held parse(JsonText text) throws IOException {
    if (!text.atObject()) {
      throw new IOException("an event of " + stream + " carries no object");
    }
    return objects.parse(text, stream.resource().gvk());
  }

  /** Any other number says only that the watch is over. */
  private static boolean isStatus(long code) {
    return code >= 100 && code < 600;
  }
}

package dev.kilter.cluster.cache;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import dev.kilter.cluster.cache.CacheEvent.Bookmark;
import dev.kilter.cluster.cache.CacheEvent.Closed;
import dev.kilter.cluster.cache.CacheEvent.Gone;
import dev.kilter.cluster.cache.CacheEvent.Seen;
import dev.kilter.cluster.json.TreeReader;
import dev.kilter.model.manifest.Manifest;
import java.io.IOException;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads the lines of a watch, or a whole list, into events of one attempt. */
final class StreamReader {
  private static final String INITIAL_END = "k8s.io/initial-events-end";
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .recyclerPool(JsonRecyclerPools.sharedConcurrentDequePool())
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(Integer.MAX_VALUE).build())
          .build();

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
  int line(String line) throws IOException {
    boolean told = false;
    try (JsonParser parser = FACTORY.createParser(line)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("a watch of " + stream + " sent a line that is no event");
      }
      String type = "";
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String field = parser.currentName();
        parser.nextToken();
        if (field.equals("type")) {
          type = parser.getText();
        } else if (field.equals("object")) {
          int status = object(type, parser);
          if (status != 0) {
            return status;
          }
          told = true;
        } else {
          parser.skipChildren();
        }
      }
    }
    if (!told) {
      throw new IOException("a watch of " + stream + " sent an event without an object");
    }
    return 0;
  }

  private int object(String type, JsonParser parser) throws IOException {
    switch (type) {
      case "ADDED", "MODIFIED" -> events.accept(new Seen(stream, attempt, parse(parser)));
      case "DELETED" -> events.accept(new Gone(stream, attempt, parse(parser)));
      case "BOOKMARK" -> {
        Manifest bookmark = Manifest.of(TreeReader.object(parser));
        boolean listed = bookmark.annotation(INITIAL_END).orElse("").equals("true");
        events.accept(new Bookmark(stream, attempt, bookmark.resourceVersion(), listed));
      }
      case "ERROR" -> {
        Manifest status = Manifest.of(TreeReader.object(parser));
        return status.integer("code").orElse(500L).intValue();
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
    try (JsonParser parser = FACTORY.createParser(content)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String field = parser.currentName();
        parser.nextToken();
        isList |= field.equals("items");
        if (field.equals("items") && parser.currentToken() == JsonToken.START_ARRAY) {
          while (parser.nextToken() == JsonToken.START_OBJECT) {
            events.accept(new Seen(stream, attempt, parse(parser)));
          }
        } else if (field.equals("metadata")) {
          Map<String, @Nullable Object> metadata = TreeReader.object(parser);
          resourceVersion = String.valueOf(metadata.get("resourceVersion"));
        } else {
          parser.skipChildren();
        }
      }
    }
    if (!isList) {
      throw new IOException("the API server's answer is no list of " + stream);
    }
    events.accept(new Bookmark(stream, attempt, resourceVersion, true));
    events.accept(new Closed(stream, attempt, 200, "", 0));
  }

  private Held parse(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw new IOException("an event of " + stream + " carries no object");
    }
    return objects.parse(parser, stream.resource().gvk());
  }
}

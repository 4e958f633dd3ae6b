package dev.kilter.sandbox.kube;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a listener about every object of a kind, for ever: a list, then a watch, and both again
 * whenever the server forgets the version (410) or goes away. The listener is called from one
 * thread.
 */
public final class ResourceWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ResourceWatch.class);
  private static final Duration PAUSE = Duration.ofMillis(300);

  /** Hears of objects as they are seen first, change and go. */
  public interface Listener {
    void seen(JsonNode object);

    void gone(JsonNode object);
  }

  private final KubeClient client;
  private final String path;
  private final Listener listener;
  private final Map<String, JsonNode> known = new HashMap<>();
  private final Thread thread;
  private volatile boolean closed;

  private ResourceWatch(KubeClient client, String path, Listener listener) {
    this.client = client;
    this.path = path;
    this.listener = listener;
    this.thread = Thread.ofVirtual().name("watch " + path).unstarted(this::run);
  }

  /** Watches the collection at {@code path}, for instance {@code /api/v1/pods}. */
  public static ResourceWatch start(KubeClient client, String path, Listener listener) {
    var watch = new ResourceWatch(client, path, listener);
    watch.thread.start();
    return watch;
  }

  private void run() {
    while (!closed) {
      try {
        var version = list();
        while (!closed) {
          version = watch(version);
        }
      } catch (IOException | UncheckedIOException e) {
        LOG.debug("watch of {} begins again", path, e);
        pause();
      }
    }
  }

  private String list() throws IOException {
    var list = client.get(path);
    var before = new HashMap<>(known);
    for (var item : list.path("items")) {
      before.remove(uid(item));
      see(item);
    }
    for (var item : new ArrayList<>(before.values())) {
      lose(item);
    }
    return list.path("metadata").path("resourceVersion").asText();
  }

  /** Reads one watch to its end and returns the version from which the next goes on. */
  private String watch(String from) throws IOException {
    var query = "?watch=1&allowWatchBookmarks=true&timeoutSeconds=600&resourceVersion=" + from;
    var version = from;
    try (var lines =
        new BufferedReader(
            new InputStreamReader(client.stream(path + query), StandardCharsets.UTF_8))) {
      for (var line = lines.readLine(); line != null; line = lines.readLine()) {
        var event = Json.parse(line);
        var object = event.path("object");
        switch (event.path("type").asText()) {
          case "ADDED", "MODIFIED" -> see(object);
          case "DELETED" -> lose(object);
          case "ERROR" -> throw new IOException(object.path("message").asText());
          default -> LOG.trace("bookmark of {}", path);
        }
        version = object.path("metadata").path("resourceVersion").asText(version);
      }
    }
    return version;
  }

  private void see(JsonNode object) {
    known.put(uid(object), object);
    listener.seen(object);
  }

  private void lose(JsonNode object) {
    known.remove(uid(object));
    listener.gone(object);
  }

  private static String uid(JsonNode object) {
    return object.path("metadata").path("uid").asText();
  }

  private void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException _) {
      closed = true;
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
  }
}

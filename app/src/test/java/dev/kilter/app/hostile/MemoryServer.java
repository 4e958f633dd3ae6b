package dev.kilter.app.hostile;

import dev.kilter.codec.Json;
import dev.kilter.model.kubernetes.KubernetesApi;
import dev.kilter.model.manifest.Manifest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An API server in memory, just good enough for one controller: objects of a few kinds, lists,
 * watches that resume, the three kinds of patch. It counts deletions, and may be made to lie.
 */
final class MemoryServer implements KubernetesApi {
  private final String server;
  private final SortedMap<String, Manifest> objects = new TreeMap<>();
  private final List<Change> log = new ArrayList<>();
  private final List<String> deletions = new ArrayList<>();
  private volatile Distortion distortion = Distortion.NONE;
  private long version = 1;

  private record Change(long version, String type, String collection, Manifest object) {}

  MemoryServer(String server) {
    this.server = server;
  }

  void distort(Distortion how) {
    distortion = how;
  }

  /** What was asked to be deleted, ever. */
  synchronized List<String> deletions() {
    return List.copyOf(deletions);
  }

  synchronized List<Manifest> all(String collection) {
    return objects.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(collection + " "))
        .map(Map.Entry::getValue)
        .toList();
  }

  synchronized Optional<Manifest> find(String path) {
    return Optional.ofNullable(objects.get(key(Place.of(path))));
  }

  /** As somebody else stores it, whatever it says; the path is the truth about where. */
  synchronized void put(String path, Map<String, @Nullable Object> tree) {
    store(Place.of(path), Manifest.of(tree));
  }

  /** Lets whoever waits look again. */
  @SuppressWarnings("WaitNotInLoop") // the caller is the loop
  synchronized void awaitChange(long millis) throws InterruptedException {
    wait(millis);
  }

  @Override
  public String server() {
    return server;
  }

  @Override
  public ApiResponse send(ApiRequest request) throws IOException {
    return distortion.answer(request, honest(request));
  }

  private synchronized ApiResponse honest(ApiRequest request) {
    Place place = Place.of(request.path());
    if (place.plural().isEmpty() || place.root().startsWith("/openapi")) {
      return Documents.answer(request.path(), server);
    }
    return switch (request.method()) {
      case "GET" -> place.name().isEmpty() ? list(place) : found(place);
      case "POST" -> created(place, tree(request));
      case "PUT" -> answer(200, store(place, tree(request)));
      case "DELETE" -> deleted(place);
      default -> patched(place, request);
    };
  }

  private ApiResponse list(Place place) {
    List<Object> items = new ArrayList<>();
    for (Manifest object : all(place.collection())) {
      if (Selection.matches(place, object)) {
        items.add(object.root());
      }
    }
    return ok(
        Map.of(
            "kind",
            Documents.kind(place.plural()) + "List",
            "apiVersion",
            "v1",
            "metadata",
            Map.of("resourceVersion", Long.toString(version)),
            "items",
            items));
  }

  private ApiResponse found(Place place) {
    Manifest object = objects.get(key(place));
    return object == null ? missing(place) : answer(200, object);
  }

  private ApiResponse created(Place place, Manifest object) {
    Place named =
        new Place(place.root(), place.namespace(), place.plural(), object.name(), Map.of());
    return answer(201, store(named, object));
  }

  private ApiResponse deleted(Place place) {
    deletions.add(place.collection() + " " + place.namespace() + "/" + place.name());
    Manifest gone = objects.remove(key(place));
    if (gone == null) {
      return missing(place);
    }
    note("DELETED", place, gone.with(Long.toString(++version), "metadata", "resourceVersion"));
    return answer(200, gone);
  }

  private ApiResponse patched(Place place, ApiRequest request) {
    Manifest live = objects.get(key(place));
    String type = request.body().orElseThrow().contentType();
    Object patch = Json.parse(request.body().orElseThrow().content());
    if (type.equals("application/apply-patch+yaml")) {
      Manifest applied = Patches.applied(Optional.ofNullable(live), Manifest.of(map(patch)));
      boolean dry = request.path().contains("dryRun=All");
      return answer(live == null ? 201 : 200, dry ? applied : store(place, applied));
    }
    if (live == null) {
      return missing(place);
    }
    if (type.equals("application/merge-patch+json")) {
      return answer(200, store(place, Manifest.of(Patches.merged(live.root(), map(patch)))));
    }
    return Patches.stepped(live.root(), (List<?>) java.util.Objects.requireNonNull(patch))
        .map(tree -> answer(200, store(place, Manifest.of(tree))))
        .orElseGet(() -> status(422, "Invalid", "the server rejected our request"));
  }

  private Manifest store(Place place, Manifest object) {
    Manifest before = objects.get(key(place));
    if (before != null
        && before
            .without("metadata", "resourceVersion")
            .equals(object.without("metadata", "resourceVersion"))) {
      return before;
    }
    Manifest stored = object.with(Long.toString(++version), "metadata", "resourceVersion");
    if (stored.uid().isEmpty()) {
      byte[] seed = (server + key(place) + version).getBytes(StandardCharsets.UTF_8);
      stored = stored.with(UUID.nameUUIDFromBytes(seed).toString(), "metadata", "uid");
    }
    objects.put(key(place), stored);
    note(before == null ? "ADDED" : "MODIFIED", place, stored);
    return stored;
  }

  private void note(String type, Place place, Manifest object) {
    log.add(new Change(version, type, place.collection(), object));
    notifyAll();
  }

  @Override
  public int follow(ApiRequest request, Consumer<String> lines, Cancellation cancellation)
      throws IOException {
    int status = distortion.status(request);
    if (status != 200) {
      return status;
    }
    Place place = Place.of(request.path());
    cancellation.onCancel(this::wake);
    long seen = begin(place, request, lines, cancellation);
    int count = 0;
    while (!cancellation.cancelled()) {
      if (distortion.breaks(request, count)) {
        return 200;
      }
      List<Change> news = news(seen, cancellation);
      for (Change change : news) {
        seen = change.version();
        if (change.collection().equals(place.collection())
            && Selection.matches(place, change.object())) {
          count++;
          say(request, event(change.type(), change.object()), lines, cancellation);
        }
      }
    }
    return 200;
  }

  /** What is there now, unless the request says where to go on; answers up to where it was told. */
  private long begin(
      Place place, ApiRequest request, Consumer<String> lines, Cancellation cancellation) {
    String from = place.asked("resourceVersion");
    if (!from.isEmpty()) {
      return number(from);
    }
    List<Manifest> there;
    long now;
    synchronized (this) {
      there = all(place.collection());
      now = version;
    }
    for (Manifest object : there) {
      if (Selection.matches(place, object)) {
        say(request, event("ADDED", object), lines, cancellation);
      }
    }
    Map<String, Object> metadata =
        Map.of(
            "resourceVersion",
            Long.toString(now),
            "annotations",
            Map.of("k8s.io/initial-events-end", "true"));
    Manifest end =
        Manifest.of(Map.of("kind", Documents.kind(place.plural()), "metadata", metadata));
    say(request, event("BOOKMARK", end), lines, cancellation);
    return now;
  }

  private static long number(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private void say(
      ApiRequest request, String line, Consumer<String> lines, Cancellation cancellation) {
    for (String said : distortion.lines(request, line)) {
      if (!cancellation.cancelled()) {
        lines.accept(said);
      }
    }
  }

  private synchronized List<Change> news(long seen, Cancellation cancellation) throws IOException {
    try {
      while (!cancellation.cancelled()) {
        List<Change> news = log.stream().filter(change -> change.version() > seen).toList();
        if (!news.isEmpty()) {
          return news;
        }
        wait();
      }
      return List.of();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private synchronized void wake() {
    notifyAll();
  }

  private static String event(String type, Manifest object) {
    Map<String, Object> event = new LinkedHashMap<>();
    event.put("type", type);
    event.put("object", object.root());
    return Json.text(event);
  }

  static ApiResponse ok(Object tree) {
    return new ApiResponse(200, Json.bytes(tree), Optional.empty());
  }

  private static ApiResponse answer(int status, Manifest object) {
    return new ApiResponse(status, Json.bytes(object.root()), Optional.empty());
  }

  private static ApiResponse missing(Place place) {
    return status(404, "NotFound", place.plural() + " \"" + place.name() + "\" not found");
  }

  static ApiResponse status(int code, String reason, String message) {
    return new ApiResponse(
        code,
        Json.bytes(
            Map.of(
                "kind",
                "Status",
                "apiVersion",
                "v1",
                "metadata",
                Map.of(),
                "status",
                "Failure",
                "reason",
                reason,
                "code",
                code,
                "message",
                message)),
        Optional.empty());
  }

  private static Manifest tree(ApiRequest request) {
    return Manifest.of(Json.object(request.body().orElseThrow().content()));
  }

  @SuppressWarnings("unchecked") // trees have string keys only, by construction
  private static Map<String, @Nullable Object> map(@Nullable Object tree) {
    return (Map<String, @Nullable Object>) java.util.Objects.requireNonNull(tree);
  }

  private static String key(Place place) {
    return place.collection() + " " + place.namespace() + "/" + place.name();
  }
}

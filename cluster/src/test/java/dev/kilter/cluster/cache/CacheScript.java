package dev.kilter.cluster.cache;

import dev.kilter.cluster.cache.CacheEvent.Bookmark;
import dev.kilter.cluster.cache.CacheEvent.Closed;
import dev.kilter.cluster.cache.CacheEvent.Configured;
import dev.kilter.cluster.cache.CacheEvent.DiscoveryFailed;
import dev.kilter.cluster.cache.CacheEvent.Found;
import dev.kilter.cluster.cache.CacheEvent.Gone;
import dev.kilter.cluster.cache.CacheEvent.Moved;
import dev.kilter.cluster.cache.CacheEvent.Removed;
import dev.kilter.cluster.cache.CacheEvent.Seen;
import dev.kilter.cluster.cache.CacheEvent.Tick;
import dev.kilter.cluster.cache.CacheEvent.Written;
import dev.kilter.cluster.discovery.Discovered;
import dev.kilter.codec.Json;
import dev.kilter.model.cluster.ApiResource;
import dev.kilter.model.manifest.GroupVersionKind;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.manifest.ResourceKey;
import dev.kilter.model.settings.Settings.ResourceFilter;
import dev.kilter.model.settings.Settings.Tracking;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Plays a script to a machine and writes down what it wants: one event a line, such as {@code seen
 * pods web rv=7 app=shop}, {@code closed pods 410}, {@code wait 50ms}. Attempts are the newest of
 * their stream unless {@code attempt=} says otherwise; jitter is a half.
 */
final class CacheScript {
  private static final Tracking TRACKING =
      new Tracking(Tracking.Method.ANNOTATION, Tracking.DEFAULT_LABEL, Optional.empty());

  final ObjectIndex index = new ObjectIndex();
  private final CacheMachine machine = new CacheMachine(rules(List.of()), index);
  private final List<String> output = new ArrayList<>();
  private final java.util.Map<String, Integer> attempts = new java.util.HashMap<>();
  private Instant now = Instant.EPOCH;

  static WatchRules rules(List<String> namespaces) {
    return new WatchRules(
        "https://test", namespaces, false, new ResourceFilter(List.of(), List.of()), TRACKING);
  }

  /** Each line of the script, and below it, indented, the commands that it leads to. */
  String play(String script) {
    script.lines().map(String::strip).filter(line -> !line.isEmpty()).forEach(this::line);
    return String.join("\n", output) + "\n";
  }

  private void line(String line) {
    output.add(line);
    String[] words = line.split(" ");
    if (words[0].equals("wait")) {
      now = now.plus(Duration.ofMillis(Long.parseLong(words[1].replace("ms", ""))));
      step(new Tick());
    } else if (words[0].equals("held")) {
      index
          .ofKind(resource(words[1]).gvk().groupKind(), "")
          .forEach(held -> output.add("  " + held.name + " rv=" + held.resourceVersion()));
    } else if (words[0].equals("images")) {
      LiveObjects objects = new LiveObjects(index, new Marks(TRACKING), _ -> Optional.empty());
      output.add("  " + objects.images(words[1]));
    } else if (words[0].equals("state")) {
      CacheState state = machine.state();
      output.add(
          "  connected=%s synced=%s skipped=%s%s%s %s"
              .formatted(
                  state.connected(),
                  state.synced(),
                  state.skipped(),
                  state.unserved().isEmpty() ? "" : " unserved=" + state.unserved(),
                  failing(state),
                  state.message()));
    } else {
      step(event(words));
    }
  }

  private static String failing(CacheState state) {
    String failing =
        state.unlisted().entrySet().stream()
            .filter(kind -> !kind.getValue().isEmpty())
            .map(Object::toString)
            .sorted()
            .collect(Collectors.joining(", "));
    return failing.isEmpty() ? "" : " failing=[" + failing + "]";
  }

  private CacheEvent event(String[] words) {
    return switch (words[0]) {
      case "start" -> new Configured(rules(List.of()));
      case "namespaces" -> new Configured(rules(List.of(words[1].split(","))));
      case "discovered" -> found(words);
      case "undiscovered" -> new DiscoveryFailed("connection refused", 0.5);
      case "seen" -> new Seen(stream(words[1]), attempt(words), object(words));
      case "gone" -> new Gone(stream(words[1]), attempt(words), object(words));
      case "listed" ->
          new Bookmark(stream(words[1]), attempt(words), option(words, "rv", "0"), true);
      case "bookmark" ->
          new Bookmark(stream(words[1]), attempt(words), option(words, "rv", "0"), false);
      case "closed" ->
          new Closed(
              stream(words[1]),
              attempt(words),
              Integer.parseInt(words[2]),
              "connection reset",
              0.5);
      case "moved" -> new Moved();
      case "written" -> new Written(object(words));
      case "removed" ->
          new Removed(
              new ResourceKey("", resource(words[1]).gvk().kind(), "ns", words[2]),
              uid(option(words, "uid", "1")));
      default -> throw new IllegalArgumentException(words[0]);
    };
  }

  private static Found found(String[] words) {
    List<ApiResource> resources = new ArrayList<>();
    Set<String> stale = new java.util.HashSet<>();
    for (int i = 1; i < words.length; i++) {
      if (words[i].startsWith("stale=")) {
        stale.add(words[i].substring(6));
      } else {
        resources.add(resource(words[i]));
      }
    }
    return new Found(new Discovered(resources, stale, "v1.36.3"));
  }

  private static ApiResource resource(String plural) {
    GroupVersionKind kind =
        switch (plural) {
          case "pods" -> new GroupVersionKind("", "v1", "Pod");
          case "nodes" -> new GroupVersionKind("", "v1", "Node");
          case "configmaps" -> new GroupVersionKind("", "v1", "ConfigMap");
          case "events" -> new GroupVersionKind("", "v1", "Event");
          case "widgets" -> new GroupVersionKind("example.com", "v1", "Widget");
          case "crds" ->
              new GroupVersionKind("apiextensions.k8s.io", "v1", "CustomResourceDefinition");
          default -> throw new IllegalArgumentException(plural);
        };
    boolean namespaced = !plural.equals("nodes") && !plural.equals("crds");
    return new ApiResource(kind, plural, namespaced, true, Set.of("list", "watch"));
  }

  private static StreamId stream(String text) {
    String[] parts = text.split("@", 2);
    return new StreamId(resource(parts[0]), parts.length > 1 ? parts[1] : "");
  }

  private int attempt(String[] words) {
    String given = option(words, "attempt", "");
    return given.isEmpty()
        ? attempts.getOrDefault(stream(words[1]).toString(), 0)
        : Integer.parseInt(given);
  }

  private static Held object(String[] words) {
    GroupVersionKind kind = resource(words[1].split("@", 2)[0]).gvk();
    String app = option(words, "app", "");
    String mark =
        app.isEmpty()
            ? ""
            : ",\"annotations\":{\"argocd.argoproj.io/tracking-id\":\"%s:%s/%s:ns/%s\"}"
                .formatted(app, kind.group(), kind.kind(), words[2]);
    String owner = option(words, "owner", "");
    String owners =
        owner.isEmpty()
            ? ""
            : ",\"ownerReferences\":[{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"name\":\"%s\",\"uid\":\"%s\"}]"
                .formatted(owner, uid("1"));
    String image = option(words, "image", "");
    String spec =
        image.isEmpty() ? "" : ",\"spec\":{\"containers\":[{\"image\":\"%s\"}]}".formatted(image);
    String json =
        """
        {"apiVersion":"%s","kind":"%s","metadata":{"name":"%s","namespace":"ns","uid":"%s",\
        "resourceVersion":"%s"%s%s},"data":{"value":"%s"}%s}
        """
            .formatted(
                kind.apiVersion(),
                kind.kind(),
                words[2],
                uid(option(words, "uid", "1")),
                option(words, "rv", "0"),
                mark,
                owners,
                option(words, "value", ""),
                spec);
    Manifest object = Manifest.of(Json.object(json.getBytes(StandardCharsets.UTF_8)));
    return new ObjectParser(new Marks(TRACKING), _ -> Optional.empty(), new Interner())
        .hold(object, kind);
  }

  private static String uid(String digit) {
    return "00000000-0000-4000-8000-00000000000" + digit;
  }

  private static String option(String[] words, String name, String fallback) {
    for (String word : words) {
      if (word.startsWith(name + "=")) {
        return word.substring(name.length() + 1);
      }
    }
    return fallback;
  }

  private void step(CacheEvent event) {
    machine.step(event, now).forEach(command -> output.add("  " + text(command)));
  }

  private String text(CacheCommand command) {
    return switch (command) {
      case CacheCommand.Discover _ -> "discover";
      case CacheCommand.Watch(StreamId id, int attempt, String version) -> {
        attempts.put(id.toString(), attempt);
        yield "watch " + id + (version.isEmpty() ? " listing" : " from " + version);
      }
      case CacheCommand.ListAll(StreamId id, int attempt) -> {
        attempts.put(id.toString(), attempt);
        yield "list " + id;
      }
      case CacheCommand.Stop(StreamId id) -> "stop " + id;
      case CacheCommand.TellManaged(String instance, Set<ResourceKey> keys) ->
          "tell " + instance + " " + keys;
      case CacheCommand.TellChildren(String instance) -> "tell children of " + instance;
      case CacheCommand.TellCluster _ -> "tell cluster";
    };
  }
}

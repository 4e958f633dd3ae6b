package dev.kilter.testkit.apiserver;

import dev.kilter.codec.CodecException;
import dev.kilter.codec.Json;
import dev.kilter.model.manifest.Manifest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads one object, or lists of them page by page. */
final class Reads {
  private static final String TOKEN_VERSION = "meta.k8s.io/v1";

  private final Context context;

  Reads(Context context) {
    this.context = context;
  }

  Reply get(Call call) {
    return Reply.ok(
        context
            .storage
            .get(call.place().key())
            .orElseThrow(() -> Statuses.notFound(call.kind(), call.place().name())));
  }

  /** Where a page begins, and at which revision. */
  private record Start(long revision, String after) {}

  Reply list(Call call) {
    Target target = call.target();
    Versions.checkList(target);
    Start start = start(call);
    Predicate<Manifest> selected = Selectors.of(call.kind(), target);
    boolean everything =
        target.value("labelSelector").isEmpty() && target.value("fieldSelector").isEmpty();
    List<Manifest> rest =
        objects(call.place(), start.revision())
            .filter(object -> start.after().isEmpty() || place(object).compareTo(start.after()) > 0)
            .filter(selected)
            .toList();
    int limit = target.value("limit").isEmpty() ? 0 : Integer.parseInt(target.value("limit"));
    boolean more = limit > 0 && rest.size() > limit;
    List<Manifest> page = more ? rest.subList(0, limit) : rest;
    Map<String, @Nullable Object> metadata = new LinkedHashMap<>();
    metadata.put("resourceVersion", Long.toString(start.revision()));
    if (call.kind().custom()) {
      metadata.put("continue", "");
    }
    if (more) {
      metadata.put("continue", token(start.revision(), place(page.getLast())));
      if (everything) {
        metadata.put("remainingItemCount", (long) rest.size() - limit);
      }
    }
    return Reply.ok(list(call.kind(), metadata, page));
  }

  /** Items of the server's own kinds leave out what the list's kind says. */
  private static Manifest list(
      Kind kind, Map<String, @Nullable Object> metadata, List<Manifest> page) {
    List<Object> items = new ArrayList<>();
    for (Manifest object : page) {
      items.add((kind.custom() ? object : object.without("kind").without("apiVersion")).root());
    }
    Map<String, @Nullable Object> list = new LinkedHashMap<>();
    list.put("kind", kind.kind() + "List");
    list.put("apiVersion", kind.gvk().apiVersion());
    list.put("metadata", metadata);
    list.put("items", items);
    return Manifest.of(list);
  }

  private Start start(Call call) {
    Target target = call.target();
    long current = context.storage.revision();
    if (!target.value("continue").isEmpty()) {
      Start start = start(target.value("continue"));
      if (start.revision() < context.storage.compacted()) {
        throw Statuses.gone(
            "The provided continue parameter is too old to display a consistent list result. You "
                + "can start a new list without the continue parameter.");
      }
      return start;
    }
    long wanted = Versions.number(target);
    boolean limited = !target.value("limit").isEmpty() && wanted > 0;
    boolean exact =
        target.value("resourceVersionMatch").equals("Exact")
            || (limited && target.value("resourceVersionMatch").isEmpty());
    Versions.checkReached(wanted, current);
    if (exact && wanted < context.storage.compacted()) {
      throw Statuses.gone("The resourceVersion for the provided list is too old.");
    }
    return new Start(exact ? wanted : current, "");
  }

  private Stream<Manifest> objects(Place place, long revision) {
    String resource = place.kind().qualified();
    if (revision == context.storage.revision()) {
      return context.storage.list(resource, place.namespace());
    }
    NavigableMap<Key, Manifest> then = context.storage.at(revision);
    return then.entrySet().stream()
        .filter(entry ->
            entry.getKey().resource().equals(resource)
                && (place.namespace().isEmpty()
                    || entry.getKey().namespace().equals(place.namespace())))
        .map(Map.Entry::getValue);
  }

  private static String place(Manifest object) {
    return object.namespace() + "/" + object.name();
  }

  private static String token(long revision, String after) {
    Map<String, Object> token = new LinkedHashMap<>();
    token.put("v", TOKEN_VERSION);
    token.put("rv", revision);
    token.put("start", after);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(Json.bytes(token));
  }

  private static Start start(String token) {
    try {
      byte[] json = Base64.getUrlDecoder().decode(token.getBytes(StandardCharsets.US_ASCII));
      Manifest read = Manifest.of(Json.object(json));
      return new Start(read.integer("rv").orElse(0L), read.text("start").orElse(""));
    } catch (IllegalArgumentException | CodecException e) {
      throw Statuses.badRequest("continue key is not valid: " + e.getMessage());
    }
  }
}

package dev.kilter.testkit.apiserver;

import dev.kilter.model.manifest.Manifest;
import dev.kilter.testkit.apiserver.Kind.Trait;
import dev.kilter.testkit.apiserver.Objects.Read;
import dev.kilter.testkit.apiserver.Statuses.Cause;
import dev.kilter.testkit.apiserver.fields.Owner;
import dev.kilter.testkit.apiserver.fields.Owner.Operation;
import dev.kilter.testkit.apiserver.schema.Decoder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Creates, replaces and patches objects. */
final class Writes {
  private static final String JSON = "application/json";
  private static final String MERGE_PATCH = "application/merge-patch+json";
  private static final String JSON_PATCH = "application/json-patch+json";
  private static final String STRATEGIC_PATCH = "application/strategic-merge-patch+json";
  private static final String APPLY = "application/apply-patch+yaml";
  private static final String STALE =
      "the object has been modified; please apply your changes to the latest version and try again";

  private final Context context;
  private final Creation creation;
  private final Update update;

  Writes(Context context) {
    this.context = context;
    this.creation = new Creation(context);
    this.update = new Update(context);
  }

  Reply create(Call call) {
    if (!call.place().isCollection()) {
      throw Statuses.notAllowed();
    }
    Manifest object = body(call);
    return new Reply(201, creation.create(call, object, FieldWrite.by(call, context.now())));
  }

  Reply replace(Call call) {
    Manifest next = body(call);
    String name = call.place().name();
    if (next.name().isEmpty()) {
      throw Statuses.badRequest(
          "name must be provided in the body"); // the server says it otherwise for some kinds
    }
    if (!next.name().equals(name)) {
      throw Statuses.badRequest(
          "the name of the object (%s) does not match the name on the URL (%s)"
              .formatted(next.name(), name));
    }
    Optional<Manifest> live = context.storage.get(call.place().key());
    if (live.isEmpty()) {
      if (!call.kind().is(Trait.CREATE_ON_UPDATE)) {
        throw Statuses.notFound(call.kind(), name);
      }
      return new Reply(201, creation.create(call, next, FieldWrite.by(call, context.now())));
    }
    if (!next.uid().isEmpty() && !next.uid().equals(live.get().uid())) {
      throw Statuses.conflict(
          call.kind(),
          name,
          ("StorageError: invalid object, Code: 4, Key: %s, ResourceVersion: 0, "
                  + "AdditionalErrorMsg: Precondition failed: UID in precondition: %s, UID in "
                  + "object meta: %s")
              .formatted(storageKey(call.place()), next.uid(), live.get().uid()));
    }
    Manifest owned = FieldWrite.by(call, context.now()).updated(live.get(), next);
    return Reply.ok(update.update(call, live.get(), versioned(call, live.get(), owned)));
  }

  private static String storageKey(Place place) {
    String group = place.kind().custom() ? place.kind().group() + "/" : "";
    String plural = place.kind().is("", "Service") ? "services/specs" : place.kind().plural();
    String namespace = place.namespace().isEmpty() ? "" : place.namespace() + "/";
    return "/registry/" + group + plural + "/" + namespace + place.name();
  }

  Reply patch(Call call) {
    Optional<Manifest> live = context.storage.get(call.place().key());
    return switch (call.contentType()) {
      case APPLY -> apply(call, live);
      case MERGE_PATCH, JSON_PATCH -> patched(call, live);
      default ->
          throw Statuses.mediaType(
              String.join(", ", JSON_PATCH, MERGE_PATCH, STRATEGIC_PATCH, APPLY));
    };
  }

  private Reply patched(Call call, Optional<Manifest> live) {
    Manifest before = live.orElseThrow(() -> Statuses.notFound(call.kind(), call.place().name()));
    Object patch = call.json();
    Object tree =
        call.contentType().equals(JSON_PATCH)
            ? Patches.applied(before.root(), patch instanceof List<?> steps ? steps : List.of())
            : Patches.merged(before.root(), patch);
    Manifest next = inPlace(call, before, readPatched(call, tree));
    Manifest owned = FieldWrite.by(call, context.now()).updated(before, next);
    return Reply.ok(update.update(call, before, versioned(call, before, owned)));
  }

  private static Manifest readPatched(Call call, @Nullable Object tree) {
    try {
      Read read = Objects.read(call.kind(), tree instanceof Map<?, ?> map ? map : Map.of());
      if (call.strict() && !read.unknown().isEmpty()) {
        throw invalidPatch("strict decoding error: " + String.join(", ", read.unknown()));
      }
      return read.object();
    } catch (Decoder.Mismatch e) {
      throw invalidPatch(String.valueOf(e.getMessage()));
    }
  }

  private static Refusal invalidPatch(String why) {
    return Statuses.invalid("", "", "", List.of(Cause.invalid("patch", "\"\"", why)));
  }

  private static Manifest inPlace(Call call, Manifest before, Manifest next) {
    if (!next.name().equals(before.name())) {
      throw Statuses.badRequest(
          "the name of the object (%s) does not match the name on the URL (%s)"
              .formatted(next.name(), before.name()));
    }
    return namespaced(call.place(), next);
  }

  private Reply apply(Call call, Optional<Manifest> live) {
    if (!call.target().has("fieldManager")) {
      throw Statuses.invalid(
          "meta.k8s.io",
          "PatchOptions",
          "",
          List.of(Cause.required("fieldManager", "is required for apply patch")));
    }
    Map<String, @Nullable Object> config = new LinkedHashMap<>();
    call.yaml().forEach((key, value) -> config.put(String.valueOf(key), value));
    Owner owner =
        new Owner(
            call.manager(),
            Operation.APPLY,
            call.kind().gvk().apiVersion(),
            call.place().subresource());
    FieldWrite write = new FieldWrite(call.kind(), owner, context.now());
    boolean force = call.target().flag("force");
    Manifest applied = write.applied(live, Manifest.of(config), force);
    if (live.isEmpty()) {
      Manifest named = namespaced(call.place(), checked(call.place(), applied));
      return new Reply(201, creation.store(call, named));
    }
    Manifest next = inPlace(call, live.get(), applied);
    return Reply.ok(update.update(call, live.get(), versioned(call, live.get(), next)));
  }

  private static Manifest checked(Place place, Manifest applied) {
    if (!applied.name().equals(place.name())) {
      throw applied.name().isEmpty()
          ? Statuses.badRequest("name must be provided")
          : Statuses.badRequest(
              "the name of the object (%s) does not match the name on the URL (%s)"
                  .formatted(applied.name(), place.name()));
    }
    return applied;
  }

  /** The object in the body, in the place that the path names. */
  private static Manifest body(Call call) {
    if (!call.contentType().equals(JSON) && !call.contentType().isEmpty()) {
      throw Statuses.mediaType("application/json, application/yaml");
    }
    Map<?, ?> tree = call.object();
    kind(call.kind(), tree);
    try {
      Read read = Objects.read(call.kind(), tree);
      if (call.strict() && !read.unknown().isEmpty()) {
        throw undecodable(
            call.kind(), "strict decoding error: " + String.join(", ", read.unknown()));
      }
      return namespaced(call.place(), read.object());
    } catch (Decoder.Mismatch e) {
      throw undecodable(call.kind(), String.valueOf(e.getMessage()));
    }
  }

  private static void kind(Kind kind, Map<?, ?> tree) {
    Object named = tree.get("kind");
    if (named instanceof String other && !other.isEmpty() && !other.equals(kind.kind())) {
      throw undecodable(kind, "no kind \"" + other + "\" is registered for this path");
    }
    Object version = tree.get("apiVersion");
    String own = kind.gvk().apiVersion();
    if (version instanceof String other && !other.isEmpty() && !other.equals(own)) {
      throw Statuses.badRequest(
          "the API version in the data (%s) does not match the expected API version (%s)"
              .formatted(other, own));
    }
  }

  private static Refusal undecodable(Kind kind, String why) {
    return Statuses.badRequest(
        "%s in version \"%s\" cannot be handled as a %s: %s"
            .formatted(kind.kind(), kind.gvk().version(), kind.kind(), why));
  }

  private static Manifest namespaced(Place place, Manifest object) {
    String wanted = place.kind().namespaced() ? place.namespace() : "";
    if (object.namespace().equals(wanted)) {
      return object;
    }
    if (object.namespace().isEmpty()) {
      return object.with(wanted, "metadata", "namespace");
    }
    throw Statuses.badRequest(
        wanted.isEmpty()
            ? "namespace may not be set on a cluster-scoped object"
            : "the namespace of the provided object does not match the namespace sent on the request");
  }

  /** Holds an update to the resourceVersion that it was made for. */
  private static Manifest versioned(Call call, Manifest live, Manifest next) {
    String version = next.resourceVersion();
    Kind kind = call.kind();
    if (version.isEmpty()) {
      if (kind.is(Trait.CONDITIONAL_UPDATE)) {
        throw Statuses.invalid(
            kind.group(),
            kind.plural(),
            live.name(),
            List.of(
                Cause.invalid("metadata.resourceVersion", "0", "must be specified for an update")));
      }
    } else if (!version.equals(live.resourceVersion())) {
      throw Statuses.conflict(kind, live.name(), STALE);
    }
    return next.with(live.resourceVersion(), "metadata", "resourceVersion");
  }
}

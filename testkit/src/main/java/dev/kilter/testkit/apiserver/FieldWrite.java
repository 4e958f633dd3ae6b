package dev.kilter.testkit.apiserver;

import dev.kilter.model.manifest.Manifest;
import dev.kilter.testkit.apiserver.Kind.Trait;
import dev.kilter.testkit.apiserver.Objects.Read;
import dev.kilter.testkit.apiserver.Statuses.Cause;
import dev.kilter.testkit.apiserver.fields.Conflicts;
import dev.kilter.testkit.apiserver.fields.Owner;
import dev.kilter.testkit.apiserver.fields.Owner.Operation;
import dev.kilter.testkit.apiserver.fields.Owners;
import dev.kilter.testkit.apiserver.fields.Ownership;
import dev.kilter.testkit.apiserver.fields.Ownership.Applied;
import dev.kilter.testkit.apiserver.fields.TypedCheck;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One write as the owners of fields see it. */
record FieldWrite(Kind kind, Owner owner, String now) {
  private static final String[] MANAGED_FIELDS = {"metadata", "managedFields"};

  /** What is no server-side apply. */
  static FieldWrite by(Call call, String now) {
    Owner owner =
        new Owner(
            call.manager(),
            Operation.UPDATE,
            call.kind().gvk().apiVersion(),
            call.place().subresource());
    return new FieldWrite(call.kind(), owner, now);
  }

  private Ownership ownership() {
    return new Ownership(kind.shape(), owner, now);
  }

  Manifest created(Manifest object) {
    Owners given = Owners.read(object.items(MANAGED_FIELDS)).orElse(Owners.NONE);
    return owned(
        object, ownership().updated(compared(Objects.blank(kind)), compared(object.root()), given));
  }

  /** The object with the owners that the request names, else those of the live one. */
  Manifest updated(Manifest live, Manifest next) {
    Owners before = Owners.read(live.items(MANAGED_FIELDS)).orElse(Owners.NONE);
    List<Manifest> given = next.items(MANAGED_FIELDS);
    boolean reset = given.size() == 1 && given.getFirst().root().isEmpty();
    Owners owners =
        reset ? Owners.NONE : Owners.read(given).filter(read -> !read.isEmpty()).orElse(before);
    if (owners.isEmpty()) {
      return next.without(MANAGED_FIELDS);
    }
    return owned(next, ownership().updated(compared(live.root()), compared(next.root()), owners));
  }

  Manifest applied(Optional<Manifest> live, Manifest config, boolean force) {
    if (!config.apiVersion().equals(kind.gvk().apiVersion())) {
      throw Statuses.badRequest(
          "invalid object type: " + typed(config.apiVersion(), config.kind()));
    }
    if (config.at(MANAGED_FIELDS).isPresent()) {
      throw Statuses.badRequest("metadata.managedFields must be nil");
    }
    List<String> faults = TypedCheck.faults(kind.shape(), config.root());
    if (!faults.isEmpty()) {
      throw Statuses.internal(
          "failed to create typed patch object (%s/%s; %s): %s"
              .formatted(
                  config.namespace(),
                  config.name(),
                  typed(kind.gvk().apiVersion(), kind.kind()),
                  faults.size() == 1
                      ? faults.getFirst()
                      : "errors:\n  " + String.join("\n  ", faults)));
    }
    Owners before =
        live.flatMap(object -> Owners.read(object.items(MANAGED_FIELDS))).orElse(Owners.NONE);
    Map<String, @Nullable Object> base =
        live.map(Manifest::root).orElseGet(() -> Objects.blank(kind));
    if (live.isPresent() && before.isEmpty()) {
      before = adopted(live.get());
    }
    Applied applied = ownership().applied(compared(base), compared(config.root()), before, force);
    if (!applied.conflicts().isEmpty()) {
      List<Cause> causes =
          Conflicts.causes(applied.conflicts()).stream()
              .map(cause -> new Cause("FieldManagerConflict", cause.message(), cause.field()))
              .toList();
      throw Statuses.applyConflict(Conflicts.message(applied.conflicts()), causes);
    }
    Manifest next =
        applied.changed() ? withStatus(live, read(applied.object())) : live.orElseThrow();
    return owned(next, applied.owners());
  }

  private static String typed(String apiVersion, String kind) {
    return (apiVersion.contains("/") ? "" : "/") + apiVersion + ", Kind=" + kind;
  }

  /** Nobody owned a field: what is there belongs to whoever came before the first apply. */
  private Owners adopted(Manifest live) {
    Owner before = new Owner("before-first-apply", Operation.UPDATE, kind.gvk().apiVersion(), "");
    return new Ownership(kind.shape(), before, now)
        .updated(compared(Objects.blank(kind)), compared(live.root()), Owners.NONE);
  }

  private Manifest read(Map<String, @Nullable Object> tree) {
    Read read = Objects.read(kind, tree);
    return read.object();
  }

  private Manifest withStatus(Optional<Manifest> live, Manifest next) {
    return live.filter(_ -> kind.is(Trait.STATUS))
        .flatMap(object -> object.at("status"))
        .map(status -> next.with(status, "status"))
        .orElse(next);
  }

  /** What owners are told of: a status of its own belongs to its subresource, and only that. */
  private Map<String, @Nullable Object> compared(Map<String, @Nullable Object> tree) {
    Manifest object = Manifest.of(tree).without(MANAGED_FIELDS);
    if (owner.subresource().equals("status")) {
      return kind.custom()
          ? object
              .at("status")
              .map(status -> Map.<String, @Nullable Object>of("status", status))
              .orElse(Map.of())
          : object.without("spec").root();
    }
    boolean main = owner.subresource().isEmpty() && kind.is(Trait.STATUS);
    return (main ? object.without("status") : object).root();
  }

  private static Manifest owned(Manifest object, Owners owners) {
    return owners.isEmpty()
        ? object.without(MANAGED_FIELDS)
        : object.with(owners.entries(), MANAGED_FIELDS);
  }
}

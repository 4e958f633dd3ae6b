package dev.kilter.testkit.apiserver;

import dev.kilter.model.manifest.Manifest;
import dev.kilter.testkit.apiserver.Statuses.Cause;
import java.util.List;
import java.util.Optional;

/** Makes new objects: admission, what the server fills in, validation, and the first revision. */
final class Creation {
  private static final List<String> SYSTEM =
      List.of(
          "uid",
          "creationTimestamp",
          "deletionTimestamp",
          "deletionGracePeriodSeconds",
          "selfLink");

  private final Context context;
  private final Preparation preparation;

  Creation(Context context) {
    this.context = context;
    this.preparation = new Preparation(context);
  }

  /** Creates what a request holds as it is. */
  Manifest create(Call call, Manifest object, FieldWrite write) {
    Manifest wiped = object;
    for (String field : SYSTEM) {
      wiped = wiped.without("metadata", field);
    }
    return store(call, write.created(wiped));
  }

  /** Creates an object whose fields have their owners already. */
  Manifest store(Call call, Manifest owned) {
    Kind kind = call.kind();
    Manifest named =
        owned.name().isEmpty() && !owned.generateName().isEmpty()
            ? owned.with(owned.generateName() + context.newSuffix(), "metadata", "name")
            : owned;
    admit(kind, named);
    Manifest object =
        preparation.created(
            kind,
            named
                .with(context.newUid(), "metadata", "uid")
                .with(context.now(), "metadata", "creationTimestamp"));
    Validation.created(kind, object);
    Key key = new Key(kind.qualified(), object.namespace(), object.name());
    if (!object.resourceVersion().isEmpty()) {
      throw Statuses.internal("resourceVersion should not be set on objects to be created");
    }
    if (context.storage.get(key).isPresent()) {
      throw Statuses.alreadyExists(kind, object.name());
    }
    if (call.dryRun()) {
      return object;
    }
    Manifest stored = context.storage.put(key, object);
    if (kind.equals(Kinds.DEFINITION)) {
      context.storage.put(key, Definitions.established(stored, context.now()));
      context.definitionsChanged();
    }
    return stored;
  }

  /** Nothing is made in a namespace that is not there, or is about to go. */
  private void admit(Kind kind, Manifest object) {
    if (!kind.namespaced()) {
      return;
    }
    String name = object.namespace();
    Optional<Manifest> namespace =
        context.storage.get(new Key(Kinds.NAMESPACE.qualified(), "", name));
    if (namespace.isEmpty()) {
      throw Statuses.notFound(Kinds.NAMESPACE, name);
    }
    if (namespace.get().text("status", "phase").orElse("").equals("Terminating")) {
      throw Statuses.forbidden(
          kind,
          object.name(),
          "unable to create new content in namespace " + name + " because it is being terminated",
          List.of(
              new Cause(
                  "NamespaceTerminating",
                  "namespace " + name + " is being terminated",
                  "metadata.namespace")));
    }
  }
}

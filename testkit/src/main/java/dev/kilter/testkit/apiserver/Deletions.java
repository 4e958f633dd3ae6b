package dev.kilter.testkit.apiserver;

import dev.kilter.model.manifest.Manifest;
import dev.kilter.testkit.apiserver.Kind.Trait;
import dev.kilter.testkit.apiserver.Statuses.Cause;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Deletes objects, or marks them where something has to happen first. */
final class Deletions {
  private static final String FOREGROUND = "foregroundDeletion";
  private static final String ORPHAN = "orphan";

  private final Context context;

  Deletions(Context context) {
    this.context = context;
  }

  Reply delete(Call call) {
    Kind kind = call.kind();
    Manifest options = options(call);
    Manifest live =
        context
            .storage
            .get(call.place().key())
            .orElseThrow(() -> Statuses.notFound(kind, call.place().name()));
    checkPreconditions(kind, live, options);
    boolean dryRun = call.dryRun() || options.list("dryRun").contains("All");
    if (kind.equals(Kinds.NAMESPACE) && !live.list("spec", "finalizers").isEmpty()) {
      return Reply.ok(terminated(call.place().key(), live, dryRun));
    }
    List<@Nullable Object> finalizers = finalizers(kind, live, propagation(options));
    if (!finalizers.isEmpty()) {
      return Reply.ok(marked(call.place().key(), live, finalizers, dryRun));
    }
    Manifest gone = dryRun ? live : remove(kind, call.place().key());
    return Reply.ok(
        kind.is(Trait.RETURNS_DELETED) ? gone : Statuses.success(kind, live.name(), live.uid()));
  }

  /** Deletes what a list would show. */
  Reply deleteAll(Call call) {
    Reply list = new Reads(context).list(call);
    for (Manifest item : list.content().items("items")) {
      Place place = new Place(call.kind(), item.namespace(), item.name(), "");
      delete(new Call(call.request(), call.target(), place, call.agent()));
    }
    return list;
  }

  private Manifest remove(Kind kind, Key key) {
    Manifest gone = context.storage.remove(key);
    if (kind.equals(Kinds.DEFINITION)) {
      context.definitionsChanged();
    }
    return gone;
  }

  private static Manifest options(Call call) {
    Map<?, ?> tree = call.content().length == 0 ? Map.of() : call.object();
    Draft options = Draft.of(tree);
    String policy = call.target().value("propagationPolicy");
    if (!policy.isEmpty()) {
      options.fill("propagationPolicy", policy);
    }
    return options.finished();
  }

  private static String propagation(Manifest options) {
    String policy = options.text("propagationPolicy").orElse("");
    if (!List.of("", "Background", "Foreground", "Orphan").contains(policy)) {
      throw Statuses.invalid(
          "meta.k8s.io",
          "DeleteOptions",
          "",
          List.of(
              new Cause(
                  "FieldValueNotSupported",
                  "Unsupported value: \""
                      + policy
                      + "\": supported values: \"Foreground\", \"Background\", \"Orphan\", \"nil\"",
                  "propagationPolicy")));
    }
    return policy;
  }

  private static void checkPreconditions(Kind kind, Manifest live, Manifest options) {
    Optional<String> uid = options.text("preconditions", "uid");
    if (uid.isPresent() && !uid.get().equals(live.uid())) {
      throw Statuses.kindConflict(
          kind,
          live.name(),
          "the UID in the precondition (%s) does not match the UID in record (%s). The object might have been deleted and then recreated"
              .formatted(uid.get(), live.uid()));
    }
    Optional<String> version = options.text("preconditions", "resourceVersion");
    if (version.isPresent() && !version.get().equals(live.resourceVersion())) {
      throw Statuses.kindConflict(
          kind,
          live.name(),
          "the ResourceVersion in the precondition (%s) does not match the ResourceVersion in record (%s). The object might have been modified"
              .formatted(version.get(), live.resourceVersion()));
    }
  }

  /** What holds the object back, with what the propagation adds or takes. */
  private static List<@Nullable Object> finalizers(Kind kind, Manifest live, String propagation) {
    List<@Nullable Object> held = live.list("metadata", "finalizers");
    List<@Nullable Object> finalizers = new ArrayList<>(held);
    finalizers.removeAll(List.of(FOREGROUND, ORPHAN));
    switch (propagation) {
      case "Orphan" -> finalizers.add(ORPHAN);
      case "Foreground" -> finalizers.add(FOREGROUND);
      case "Background" -> {
        // dependents follow on their own
      }
      default -> {
        if (held.contains(ORPHAN) || (kind.is(Trait.ORPHANS) && !held.contains(FOREGROUND))) {
          finalizers.add(ORPHAN);
        } else if (held.contains(FOREGROUND)) {
          finalizers.add(FOREGROUND);
        }
      }
    }
    return finalizers.size() == held.size() && held.containsAll(finalizers) ? held : finalizers;
  }

  private Manifest marked(
      Key key, Manifest live, List<@Nullable Object> finalizers, boolean dryRun) {
    Manifest marked = deleting(live).with(List.copyOf(finalizers), "metadata", "finalizers");
    return dryRun || marked.equals(live) ? marked : context.storage.put(key, marked);
  }

  private Manifest deleting(Manifest live) {
    Manifest marked = live.with(0L, "metadata", "deletionGracePeriodSeconds");
    if (live.at("metadata", "deletionTimestamp").isPresent()) {
      return marked;
    }
    Manifest dated = marked.with(context.now(), "metadata", "deletionTimestamp");
    long generation = live.integer("metadata", "generation").orElse(0L);
    return generation > 0 ? dated.with(generation + 1, "metadata", "generation") : dated;
  }

  private Manifest terminated(Key key, Manifest namespace, boolean dryRun) {
    if (namespace.at("metadata", "deletionTimestamp").isPresent()) {
      return namespace;
    }
    Manifest marked =
        namespace
            .with(context.now(), "metadata", "deletionTimestamp")
            .with("Terminating", "status", "phase");
    return dryRun ? marked : context.storage.put(key, marked);
  }
}

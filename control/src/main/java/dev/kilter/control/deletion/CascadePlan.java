package dev.kilter.control.deletion;

import dev.kilter.control.deletion.DeletionBatch.Candidate;
import dev.kilter.control.state.Surroundings;
import dev.kilter.engine.policy.ProjectPolicy;
import dev.kilter.engine.prune.BlastRadius;
import dev.kilter.engine.prune.Proof;
import dev.kilter.engine.resource.ResourceOptions;
import dev.kilter.engine.resource.Waves;
import dev.kilter.engine.sync.HookFinalizer;
import dev.kilter.model.application.Annotations;
import dev.kilter.model.application.Application;
import dev.kilter.model.application.SyncOptions;
import dev.kilter.model.application.TrackingId;
import dev.kilter.model.cluster.ClusterConnection;
import dev.kilter.model.cluster.LiveResource;
import dev.kilter.model.cluster.LiveState;
import dev.kilter.model.cluster.ResourceApplier.Propagation;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.manifest.ResourceKey;
import dev.kilter.model.project.Project;
import dev.kilter.model.settings.Settings.Tracking;
import java.util.List;

/** Which of a deleted application's objects go, in which order, and which never do. */
final class CascadePlan {
  private static final List<String> OWN =
      List.of(
          Annotations.FINALIZER,
          Annotations.FINALIZER_FOREGROUND,
          Annotations.FINALIZER_BACKGROUND);

  private final Application application;
  private final ClusterConnection cluster;
  private final Project project;
  private final Surroundings surroundings;

  CascadePlan(
      Application application,
      ClusterConnection cluster,
      Project project,
      Surroundings surroundings) {
    this.application = application;
    this.cluster = cluster;
    this.project = project;
    this.surroundings = surroundings;
  }

  static List<String> ownFinalizers(Application application) {
    return application.finalizers().stream().filter(OWN::contains).toList();
  }

  String server() {
    return cluster.server();
  }

  Propagation propagation() {
    return application.finalizers().contains(Annotations.FINALIZER_BACKGROUND)
        ? Propagation.BACKGROUND
        : Propagation.FOREGROUND;
  }

  /** What still has to go, terminating objects included. */
  List<LiveResource> remaining(LiveState live) {
    return live.resources().values().stream().filter(this::goes).toList();
  }

  private boolean goes(LiveResource object) {
    return belongs(object)
        && !object.key().equals(self())
        && !isDefinition(object.key())
        && new ProjectPolicy(project).permits(object.key(), cluster)
        && object.manifest().filter(this::keeps).isEmpty()
        && !object.hasControllerOwner();
  }

  private boolean belongs(LiveResource object) {
    if (tracking().method() == Tracking.Method.LABEL) {
      return object.manifest().filter(this::labelled).isPresent();
    }
    return object
        .tracking()
        .filter(id -> id.instance().equals(instance()))
        .filter(id ->
            object.key().namespace().isEmpty()
                ? id.key().inNamespace("").equals(object.key())
                : id.key().equals(object.key()))
        .isPresent();
  }

  private boolean labelled(Manifest live) {
    return live.label(tracking().labelKey()).filter(instance()::equals).isPresent();
  }

  private boolean keeps(Manifest live) {
    return ResourceOptions.of(live).keptFromDelete(options());
  }

  private static boolean isDefinition(ResourceKey key) {
    return key.group().equals("apiextensions.k8s.io")
        && key.kind().equals("CustomResourceDefinition");
  }

  boolean unconfirmed(List<LiveResource> remaining) {
    boolean asks =
        remaining.stream()
            .flatMap(object -> object.manifest().stream())
            .anyMatch(live -> ResourceOptions.of(live).confirmsDelete(options()));
    return asks
        && !BlastRadius.approvedSince(application, application.deletionTimestamp().orElseThrow());
  }

  /** Deleted hooks that only their own finalizer keeps from going. */
  static List<LiveResource> keptByHookFinalizer(List<LiveResource> remaining) {
    return remaining.stream()
        .filter(object -> object.terminating() && HookFinalizer.holds(object))
        .toList();
  }

  List<LiveResource> nextWave(List<LiveResource> remaining) {
    int highest = remaining.stream().mapToInt(CascadePlan::wave).max().orElse(0);
    return remaining.stream().filter(object -> wave(object) == highest).toList();
  }

  private static int wave(LiveResource object) {
    return object.manifest().map(Waves::of).orElse(0);
  }

  /** On the live object: it is the one that was seen, and it is still marked as ours. */
  Proof prove(Manifest live, Candidate candidate) {
    if (!live.uid().equals(candidate.uid())) {
      return new Proof.NotProved("it is not the object that was watched: its uid is " + live.uid());
    }
    boolean ours =
        tracking().method() == Tracking.Method.LABEL
            ? labelled(live)
            : live.annotation(TrackingId.ANNOTATION)
                .flatMap(TrackingId::parse)
                .filter(id -> id.instance().equals(instance()))
                .isPresent();
    if (!ours) {
      return new Proof.NotProved("it is no longer marked as this application's");
    }
    return keeps(live)
        ? new Proof.NotProved("it asks to be kept (Delete=false or helm.sh/resource-policy)")
        : new Proof.Proved(live.uid(), live.resourceVersion());
  }

  private SyncOptions options() {
    return application.spec().syncPolicy().syncOptions();
  }

  private Tracking tracking() {
    return surroundings.settings().tracking();
  }

  private String instance() {
    return surroundings.options().instanceName(application.id());
  }

  private ResourceKey self() {
    return new ResourceKey(
        "argoproj.io", "Application", application.id().namespace(), application.id().name());
  }
}

package dev.kilter.engine.sync;

import dev.kilter.engine.compare.RespectedFields;
import dev.kilter.engine.resource.ResourceOptions;
import dev.kilter.model.application.Annotations;
import dev.kilter.model.application.Operation;
import dev.kilter.model.application.SyncOptions;
import dev.kilter.model.cluster.LiveResource;
import dev.kilter.model.cluster.ResourceApplier.ApplyRequest;
import dev.kilter.model.cluster.ResourceApplier.ApplyRequest.Mode;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.settings.Settings;
import dev.kilter.model.settings.Settings.Sync.BlastRadius;
import java.util.Optional;
import java.util.Set;

/** How one object is written: what it asks for itself, then the operation, then the settings. */
final class ApplyRequests {
  private static final String DEFAULT_MIGRATION_MANAGER = "kubectl-client-side-apply";
  private static final Set<String> NEVER_RECREATED =
      Set.of("Namespace", "CustomResourceDefinition");

  /** What a force of the whole sync would lose for ever; the object itself may still ask. */
  private static final Set<String> VOLUMES = Set.of("PersistentVolume", "PersistentVolumeClaim");

  private ApplyRequests() {}

  static ApplyRequest of(Task task, SyncRun run, Observation seen) {
    Manifest manifest =
        task.desired()
            .orElseThrow(() -> new IllegalStateException("nothing to apply: " + task.key()));
    Operation.Sync sync = run.state().operation().sync();
    return new ApplyRequest(
        respectful(task, manifest, sync.options(), seen),
        mode(task, manifest, sync.options(), seen.settings().sync()),
        !sync.options().has("Validate=false") && !task.asks("Validate=false"),
        forced(task, sync, seen.settings().sync()),
        migrateFrom(sync.options(), seen));
  }

  /** With RespectIgnoreDifferences=true what is ignored is sent as it is live. */
  private static Manifest respectful(
      Task task, Manifest manifest, SyncOptions options, Observation seen) {
    Optional<Manifest> live = task.live().flatMap(LiveResource::manifest);
    boolean asIs =
        live.isEmpty()
            || task.hook()
            || NamespaceTask.manages(task)
            || !options.has("RespectIgnoreDifferences=true");
    return asIs
        ? manifest
        : new RespectedFields(seen.settings(), seen.application().spec().ignoreDifferences())
            .in(manifest, live.get(), seen.schemas().apply(manifest.gvk()));
  }

  /** Replace wins over server-side apply; the object's word wins over the operation's. */
  private static Mode mode(
      Task task, Manifest manifest, SyncOptions options, Settings.Sync settings) {
    if (options.has("Replace=true") || task.asks("Replace=true")) {
      return Mode.REPLACE;
    }
    if (NamespaceTask.manages(task)) {
      return Mode.SERVER_SIDE;
    }
    return ResourceOptions.of(manifest)
        .sync()
        .value("ServerSideApply")
        .or(() -> options.value("ServerSideApply"))
        .map(value -> value.equals("true") ? Mode.SERVER_SIDE : Mode.CLIENT_SIDE)
        .orElseGet(() ->
            switch (settings.applyDefault()) {
              case SERVER_SIDE -> Mode.SERVER_SIDE;
              case CLIENT_SIDE -> Mode.CLIENT_SIDE;
            });
  }

  /** Deleting and creating again would take with it everything inside. */
  private static boolean forced(Task task, Operation.Sync sync, Settings.Sync settings) {
    boolean spared =
        VOLUMES.contains(task.key().kind()) && settings.blastRadius() == BlastRadius.KILTER;
    return !NEVER_RECREATED.contains(task.key().kind())
        && ((sync.strategy().force() && !spared) || task.asks("Force=true"));
  }

  private static Optional<String> migrateFrom(SyncOptions options, Observation seen) {
    return options.has("ClientSideApplyMigration=false")
        ? Optional.empty()
        : Optional.of(
            seen.application()
                .annotation(Annotations.MIGRATION_MANAGER)
                .filter(name -> !name.isEmpty())
                .orElse(DEFAULT_MIGRATION_MANAGER));
  }
}

package dev.kilter.engine.sync;

import dev.kilter.engine.resource.Hooks;
import dev.kilter.model.cluster.LiveResource;
import dev.kilter.model.cluster.ResourceApplier.ApplyRequest;
import dev.kilter.model.manifest.Manifest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What keeps a hook that was deleted until its result has been seen, and how it is let go. */
public final class HookFinalizer {
  private HookFinalizer() {}

  public static boolean holds(LiveResource live) {
    return live.manifest()
        .filter(manifest -> manifest.list("metadata", "finalizers").contains(Hooks.FINALIZER))
        .isPresent();
  }

  /** The live object as it is, but for our finalizer; what is left out of metadata stays. */
  public static ApplyRequest release(LiveResource live) {
    Manifest manifest =
        live.manifest().orElseThrow(() -> new IllegalStateException("no manifest: " + live.key()));
    List<Object> kept = new ArrayList<>(manifest.list("metadata", "finalizers"));
    kept.remove(Hooks.FINALIZER);
    Manifest released =
        manifest
            .with(List.copyOf(kept), "metadata", "finalizers")
            .without("metadata", "managedFields");
    return new ApplyRequest(released, ApplyRequest.Mode.REPLACE, true, false, Optional.empty());
  }
}

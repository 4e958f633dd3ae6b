package dev.kilter.testkit.apiserver;

import dev.kilter.model.kubernetes.KubernetesApi;
import dev.kilter.model.manifest.Manifest;
import java.util.List;

/** Lets claims go once no pod uses them; here none ever does. */
final class ClaimProtection {
  private static final String PROTECTION = "kubernetes.io/pvc-protection";

  private final Context context;
  private final Requests requests;

  ClaimProtection(Context context, KubernetesApi api) {
    this.context = context;
    this.requests = new Requests(context.kinds(), api);
  }

  boolean step() {
    return context.storage.list("persistentvolumeclaims", "").toList().stream()
        .filter(claim -> claim.at("metadata", "deletionTimestamp").isPresent())
        .filter(claim -> claim.list("metadata", "finalizers").contains(PROTECTION))
        .anyMatch(this::release);
  }

  private boolean release(Manifest claim) {
    List<?> left =
        claim.list("metadata", "finalizers").stream()
            .filter(finalizer -> !PROTECTION.equals(finalizer))
            .toList();
    return requests.patchMetadata(claim, "finalizers", left);
  }
}

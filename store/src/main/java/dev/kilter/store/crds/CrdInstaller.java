package dev.kilter.store.crds;

import static dev.kilter.store.requests.ResourceKind.CRD;

import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;
import dev.kilter.model.kubernetes.KubernetesApi;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.manifest.ResourceKey;
import dev.kilter.store.requests.Resources;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Brings the definitions into a cluster; those that are there already stay untouched unless asked.
 */
public final class CrdInstaller {
  private static final Duration ESTABLISH_LIMIT = Duration.ofSeconds(30);
  private static final Duration POLL = Duration.ofMillis(50);

  private CrdInstaller() {}

  /** What to do about definitions that exist. */
  public enum Existing {
    KEEP,
    TAKE_OVER
  }

  /** What was done about one definition. */
  public record Installed(String name, Action action) {
    /** In words that can be shown. */
    public enum Action {
      CREATED,
      REPLACED,
      KEPT
    }
  }

  /** Creates what is missing and waits until the server serves it. Stops at the first failure. */
  public static Result<List<Installed>> apply(KubernetesApi api, Existing existing) {
    Resources resources = new Resources(api);
    List<Installed> done = new ArrayList<>();
    for (Manifest definition : CustomResourceDefinitions.all()) {
      switch (applyOne(resources, definition, existing)) {
        case Result.Failed<Installed>(var failure) -> {
          return Result.failed(failure);
        }
        case Result.Success<Installed>(var installed) -> done.add(installed);
      }
    }
    return established(resources, done);
  }

  private static Result<Installed> applyOne(
      Resources resources, Manifest definition, Existing existing) {
    String name = definition.name();
    return switch (resources.get(CRD, "", name)) {
      case Result.Success<Manifest> _ when existing == Existing.KEEP ->
          Result.success(new Installed(name, Installed.Action.KEPT));
      case Result.Success<Manifest>(var live) ->
          resources
              .replace(
                  CRD, "", definition.with(live.resourceVersion(), "metadata", "resourceVersion"))
              .map(_ -> new Installed(name, Installed.Action.REPLACED));
      case Result.Failed<Manifest>(Failure.NotFound _) ->
          resources
              .create(CRD, "", definition)
              .map(_ -> new Installed(name, Installed.Action.CREATED));
      case Result.Failed<Manifest>(var failure) -> Result.failed(failure);
    };
  }

  private static Result<List<Installed>> established(
      Resources resources, List<Installed> installed) {
    long deadline = System.nanoTime() + ESTABLISH_LIMIT.toNanos();
    for (Installed definition : installed) {
      while (true) {
        Result<Manifest> live = resources.get(CRD, "", definition.name());
        if (live instanceof Result.Failed<Manifest>(var failure)) {
          return Result.failed(failure);
        }
        if (live instanceof Result.Success<Manifest>(var manifest) && isEstablished(manifest)) {
          break;
        }
        if (System.nanoTime() > deadline) {
          return Result.failed(
              new Failure.Refused(
                  new ResourceKey(CRD.group(), CRD.kind(), "", definition.name()),
                  200,
                  "NotEstablished",
                  "The API server has not established "
                      + definition.name()
                      + " within "
                      + ESTABLISH_LIMIT.toSeconds()
                      + " s. Look at: kubectl get crd "
                      + definition.name()
                      + " -o yaml"));
        }
        LockSupport.parkNanos(POLL.toNanos());
      }
    }
    return Result.success(List.copyOf(installed));
  }

  private static boolean isEstablished(Manifest definition) {
    return definition.items("status", "conditions").stream()
        .anyMatch(condition ->
            condition.text("type").filter("Established"::equals).isPresent()
                && condition.text("status").filter("True"::equals).isPresent());
  }
}

package dev.kilter.control.state;

import dev.kilter.model.application.ApplicationId;

/**
 * How this controller runs.
 *
 * @param namespace the control plane's namespace: applications there track by their bare name
 * @param observe write nothing, anywhere, ever
 * @param heavyInFlight renders and comparisons at a time
 * @param heavyPerGroup of these, at most so many for one repository or cluster
 * @param stepsInFlight while so many steps of syncs are on their way, nothing more is begun without
 *     being asked: thousands of syncs side by side end no earlier, and hold the memory of all
 * @param revisionWritesPerSecond how fast revisions move on in the background, over all
 * @param signatures whether the signatures that projects ask for are checked
 */
public record LoopOptions(
    String namespace,
    boolean observe,
    int heavyInFlight,
    int heavyPerGroup,
    int stepsInFlight,
    int revisionWritesPerSecond,
    SignatureChecks signatures) {

  /** Argo CD's {@code ARGOCD_GPG_ENABLED}: {@code false} or {@code no} switch them off. */
  public enum SignatureChecks {
    ON,
    OFF;

    public static SignatureChecks of(String setting) {
      return setting.equalsIgnoreCase("false") || setting.equalsIgnoreCase("no") ? OFF : ON;
    }
  }

  public static LoopOptions of(String namespace) {
    return new LoopOptions(namespace, false, 8, 6, 128, 20, SignatureChecks.ON);
  }

  public LoopOptions observing() {
    return new LoopOptions(
        namespace,
        true,
        heavyInFlight,
        heavyPerGroup,
        stepsInFlight,
        revisionWritesPerSecond,
        signatures);
  }

  public LoopOptions checking(SignatureChecks wanted) {
    return new LoopOptions(
        namespace,
        observe,
        heavyInFlight,
        heavyPerGroup,
        stepsInFlight,
        revisionWritesPerSecond,
        wanted);
  }

  public String instanceName(ApplicationId id) {
    return id.instanceName(namespace);
  }
}

package dev.kilter.control.sync;

import dev.kilter.control.message.Command;
import dev.kilter.control.message.TimerId;
import dev.kilter.control.refresh.Evaluation.Outcome;
import dev.kilter.control.refresh.Refresh;
import dev.kilter.control.state.KnownApplication;
import dev.kilter.control.state.Outgoing;
import dev.kilter.engine.desired.DesiredState;
import dev.kilter.engine.status.Conditions.Finding;
import dev.kilter.engine.sync.HoldText;
import dev.kilter.engine.sync.Holds;
import dev.kilter.model.application.Annotations;
import dev.kilter.model.application.Application;
import dev.kilter.model.application.ApplicationId;
import dev.kilter.model.application.Condition;
import dev.kilter.model.application.Hold;
import dev.kilter.model.application.OperationState;
import dev.kilter.model.manifest.Digest;
import dev.kilter.model.store.EventRecorder.Event;
import dev.kilter.model.store.EventRecorder.Severity;
import dev.kilter.model.time.Moment;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps holds on automation (design 2.17): completes them, lets them go, and notices their loss.
 */
final class HoldKeeper {
  private static final String HELD = "Automation is held by ";
  private static final String LOST = "The hold on automation was removed, but not by Kilter";

  private final Outgoing out;
  private final Map<ApplicationId, Wanted> wanted = new HashMap<>();
  private final Set<ApplicationId> ended = new HashSet<>();

  private record Wanted(String before, Optional<String> next, String why) {}

  HoldKeeper(Outgoing out) {
    this.out = out;
  }

  /** What there is to say about a hold; asks for the annotation to be changed where it is due. */
  Optional<Finding> review(KnownApplication known, Refresh refresh, Moment now) {
    Application application = known.current();
    Optional<Hold> hold = Holds.of(application);
    if (hold.isEmpty()) {
      written(known);
      return lost(application);
    }
    ended.remove(known.id());
    Optional<Digest> desired =
        refresh.outcome() == Outcome.READY
            ? refresh
                .evaluation()
                .evaluated()
                .map(evaluated -> evaluated.desired())
                .filter(state -> !state.manifests().isEmpty())
                .map(DesiredState::digest)
            : Optional.empty();
    String text = application.annotation(Annotations.HOLD).orElse("");
    switch (Holds.review(hold.get(), desired, now.wall())) {
      case Holds.Review.Stands(var standing) ->
          standing
              .until()
              .ifPresent(
                  until -> out.wakeAt(TimerId.of(TimerId.Kind.RUN, known.id()), now.when(until)));
      case Holds.Review.Completed(var completed) ->
          wanted.put(known.id(), new Wanted(text, Optional.of(HoldText.write(completed)), ""));
      case Holds.Review.Released(var why) ->
          wanted.put(known.id(), new Wanted(text, Optional.empty(), why));
    }
    return Optional.of(
        new Finding(
            Condition.Type.HeldWarning,
            HELD
                + hold.get().by()
                + ": "
                + hold.get().reason()
                + ". It ends when the desired state changes; end it now with: kilter app resume "
                + application.id().name()));
  }

  /**
   * A condition says that there was a hold. Resuming asks for a refresh in the same write, and our
   * own release is remembered; anything else is told until the next sync.
   */
  private Optional<Finding> lost(Application application) {
    if (application.annotation(Annotations.REFRESH).isPresent()) {
      ended.add(application.id());
    }
    if (ended.contains(application.id())) {
      return Optional.empty();
    }
    Instant synced =
        application
            .status()
            .operationState()
            .flatMap(OperationState::finishedAt)
            .orElse(Instant.MIN);
    return application.status().conditions().stream()
        .filter(condition -> condition.type() == Condition.Type.HeldWarning)
        .filter(condition ->
            condition.message().startsWith(HELD)
                || (condition.message().equals(LOST)
                    && !condition.lastTransitionTime().isBefore(synced)))
        .findFirst()
        .map(_ -> new Finding(Condition.Type.HeldWarning, LOST));
  }

  Optional<Map<String, Optional<String>>> wanted(KnownApplication known) {
    return Optional.ofNullable(wanted.get(known.id()))
        .filter(want ->
            known.current().annotation(Annotations.HOLD).filter(want.before()::equals).isPresent())
        .map(want -> Map.of(Annotations.HOLD, want.next()));
  }

  /** Our own change arrived, by its answer or by the watch, whichever came first. */
  void written(KnownApplication known) {
    Wanted done = wanted.remove(known.id());
    if (done != null && done.next().isEmpty()) {
      ended.add(known.id());
      out.add(
          new Command.RecordEvent(
              known.current(),
              new Event(Severity.Normal, "HoldReleased", "Automation goes on: " + done.why())));
    }
  }

  void forget(ApplicationId id) {
    wanted.remove(id);
    ended.remove(id);
  }
}

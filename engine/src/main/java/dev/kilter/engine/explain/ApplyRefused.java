package dev.kilter.engine.explain;

import dev.kilter.model.application.Condition;
import dev.kilter.model.application.OperationPhase;
import dev.kilter.model.application.OperationState;
import dev.kilter.model.application.ResourceResult;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.manifest.ResourceKey;
import dev.kilter.model.view.ApplicationViews.Explained;
import dev.kilter.model.view.ApplicationViews.Explained.Fix;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The API server did not take an object: immutable field, unknown kind, webhook, quota. Or it did
 * not tell of one, without which the application can be neither compared nor deleted.
 */
final class ApplyRefused implements Rule {
  private static final String SYNC_FAILED = "SyncFailed";

  private record Refusal(
      String verdict, ResourceKey key, String message, Optional<Instant> since) {}

  @Override
  public Optional<Explained> explain(Situation situation) {
    List<Refusal> refusals =
        Stream.concat(
                problem(situation).stream(),
                situation.operation().stream().flatMap(ApplyRefused::ofOperation))
            .toList();
    return refusals.isEmpty() ? Optional.empty() : Optional.of(explained(situation, refusals));
  }

  private static Optional<Refusal> problem(Situation situation) {
    Optional<Instant> since = situation.problemSince();
    String verdict =
        (situation.application().deleting()
                ? Condition.Type.DeletionError
                : Condition.Type.ComparisonError)
            .name();
    return situation
        .failure(Failure.Refused.class)
        .map(failure -> new Refusal(verdict, failure.key(), failure.message(), since))
        .or(() ->
            situation
                .failure(Failure.KindUnknown.class)
                .map(failure -> new Refusal(verdict, failure.key(), failure.message(), since)));
  }

  /** Results of a sync that failed, or failed and waits for its next try. */
  private static Stream<Refusal> ofOperation(OperationState state) {
    boolean failed =
        state.phase() == OperationPhase.Failed
            || state.phase() == OperationPhase.Error
            || (state.finishedAt().isPresent() && !state.phase().completed());
    return !failed
        ? Stream.empty()
        : state.syncResult().stream()
            .flatMap(result -> result.resources().stream())
            .filter(result ->
                result.outcome().filter(ResourceResult.Outcome.SyncFailed::equals).isPresent())
            .map(result ->
                new Refusal(SYNC_FAILED, result.key(), result.message(), state.finishedAt()));
  }

  private static Explained explained(Situation situation, List<Refusal> refusals) {
    Refusal first = refusals.getFirst();
    Cause cause = Cause.of(first.message());
    List<String> evidence = new ArrayList<>();
    evidence.add(Words.oneLine(first.message()) + ".");
    if (refusals.size() > 1) {
      evidence.add(
          "Refused as well: "
              + Words.list(
                  refusals.stream().skip(1).map(one -> Words.object(one.key())).toList(), 3)
              + ".");
    }
    evidence.addAll(situation.deployed());
    return new Explained(
        first.verdict(),
        headline(situation, first, cause),
        "KIL-APPLY-REFUSED",
        first.key().kind().isEmpty() ? "" : Words.reference(first.key()),
        evidence,
        cause.fixes(situation, first.key()),
        first.since());
  }

  private static String headline(Situation situation, Refusal refusal, Cause cause) {
    if (refusal.verdict().equals(SYNC_FAILED)) {
      return "The cluster refuses %s: %s.".formatted(Words.object(refusal.key()), cause.words);
    }
    String object = refusal.key().kind().isEmpty() ? "" : " at " + Words.object(refusal.key());
    return "%s cannot be %s%s: %s."
        .formatted(
            situation.quoted(),
            situation.application().deleting() ? "deleted" : "compared",
            object,
            cause.words);
  }

  /** What API servers refuse for, told by their messages. */
  private enum Cause {
    IMMUTABLE("a field is changed that cannot be changed in place"),
    UNKNOWN_KIND("it does not know the kind"),
    WEBHOOK("an admission webhook denies it"),
    UNAVAILABLE("the server of its API does not answer"),
    QUOTA("the namespace's quota is used up"),
    FORBIDDEN("Kilter's account has no right to it"),
    OTHER("it is not valid");

    private final String words;

    Cause(String words) {
      this.words = words;
    }

    static Cause of(String message) {
      if (message.contains("immutable") || message.contains("updates to statefulset spec")) {
        return IMMUTABLE;
      }
      if (message.contains("no matches for kind") || message.contains("could not find")) {
        return UNKNOWN_KIND;
      }
      if (message.contains("admission webhook")) {
        return WEBHOOK;
      }
      if (message.contains("is not available")
          || message.contains("do not answer")
          || message.contains("unable to handle the request")) {
        return UNAVAILABLE;
      }
      if (message.contains("exceeded quota")) {
        return QUOTA;
      }
      return message.contains("forbidden") || message.contains("cannot patch resource")
          ? FORBIDDEN
          : OTHER;
    }

    List<Fix> fixes(Situation situation, ResourceKey key) {
      String name = key.namespace().isEmpty() ? key.name() : key.namespace() + "/" + key.name();
      String resource = key.group() + ":" + key.kind() + ":" + name;
      return switch (this) {
        case IMMUTABLE ->
            List.of(
                new Fix(
                    "Delete it and create it again (its pods stop meanwhile)",
                    situation.command("sync", "--force", "--resource", Words.shell(resource))),
                new Fix("Or undo that change in Git", ""));
        case UNKNOWN_KIND ->
            List.of(
                new Fix("Install the CRD of " + key.kind() + ", or put it into this source", ""),
                new Fix("Then sync again", situation.command("sync")));
        case WEBHOOK, QUOTA, OTHER ->
            List.of(
                new Fix("Correct it in Git and push", ""),
                new Fix("Or try again as it is", situation.command("sync")));
        case UNAVAILABLE -> {
          List<Fix> fixes = new ArrayList<>();
          fixes.add(new Fix("See which API is away, and why", "kubectl get apiservices"));
          fixes.add(new Fix("Or remove its APIService", ""));
          if (situation.application().deleting()) {
            fixes.add(
                new Fix(
                    "Or let the application go and leave its objects",
                    situation.command("delete", "--cascade=false")));
          }
          yield List.copyOf(fixes);
        }
        case FORBIDDEN ->
            List.of(
                new Fix("Grant Kilter's account that right in the cluster", ""),
                new Fix("Then sync again", situation.command("sync")));
      };
    }
  }
}

package dev.kilter.control.sync;

import dev.kilter.engine.compare.Comparison;
import dev.kilter.engine.compare.Drift;
import dev.kilter.engine.compare.FieldDifference;
import dev.kilter.engine.compare.ResourceComparison;
import dev.kilter.model.application.OperationState;
import dev.kilter.model.application.ResourceResult;
import dev.kilter.model.application.ResourceResult.Outcome;
import dev.kilter.model.manifest.ResourceKey;
import dev.kilter.model.store.Journal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What people had changed by hand when a run began, so that the journal can tell who did what, and
 * that the run took it back. Values of Secrets are never told.
 */
record HandChanges(List<HandChange> changes) {
  static final HandChanges NONE = new HandChanges(List.of());
  private static final int FIELDS_SHOWN = 4;
  private static final int LONGEST_VALUE = 40;

  /** One object that {@code who} changed; {@code fields} as {@code spec.replicas 2 → 5}. */
  record HandChange(ResourceKey key, String who, List<String> fields) {}

  static HandChanges in(Comparison comparison) {
    return new HandChanges(
        comparison.resources().values().stream()
            .flatMap(resource -> change(resource).stream())
            .toList());
  }

  private static Optional<HandChange> change(ResourceComparison resource) {
    return resource
        .drift()
        .filter(drift -> drift.kind() == Drift.Kind.BY_HAND)
        .map(drift ->
            new HandChange(
                resource.key(),
                drift.who(),
                resource.differences().stream()
                    .filter(difference -> difference.owners().contains(drift.who()))
                    .map(difference -> words(resource.key(), difference))
                    .toList()));
  }

  private static String words(ResourceKey key, FieldDifference difference) {
    boolean secret = key.group().isEmpty() && key.kind().equals("Secret");
    return secret
        ? difference.path()
        : difference.path() + " " + value(difference.desired()) + " → " + value(difference.live());
  }

  private static String value(Optional<Object> value) {
    String text = value.map(Object::toString).orElse("nothing");
    return text.length() > LONGEST_VALUE ? text.substring(0, LONGEST_VALUE) + "…" : text;
  }

  /** One entry for each person's tool and object that the run took back. */
  List<Journal.Entry> reverted(OperationState state, Instant now) {
    Set<ResourceKey> applied =
        state.syncResult().stream()
            .flatMap(result -> result.resources().stream())
            .filter(result -> result.outcome().filter(Outcome.Synced::equals).isPresent())
            .map(ResourceResult::key)
            .collect(Collectors.toUnmodifiableSet());
    Map<String, Journal.Entry> entries = new TreeMap<>();
    for (HandChange change : changes) {
      if (applied.contains(change.key()) && !state.operation().sync().dryRun()) {
        entries.put(change.who() + " " + change.key(), entry(change, now));
      }
    }
    return List.copyOf(entries.values());
  }

  private static Journal.Entry entry(HandChange change, Instant now) {
    List<String> fields = change.fields();
    String shown = String.join(", ", fields.subList(0, Math.min(FIELDS_SHOWN, fields.size())));
    String more =
        fields.size() > FIELDS_SHOWN
            ? " and " + (fields.size() - FIELDS_SHOWN) + " more fields"
            : "";
    return new Journal.Entry(
        now,
        "drift",
        change.who(),
        "",
        Optional.empty(),
        List.of(),
        "%s/%s: %s%s, reverted".formatted(change.key().kind(), change.key().name(), shown, more),
        List.of(),
        List.of());
  }
}

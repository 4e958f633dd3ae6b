package dev.kilter.engine.sync;

import dev.kilter.engine.compare.Comparison;
import dev.kilter.engine.desired.DesiredState;
import dev.kilter.model.application.Application;
import dev.kilter.model.cluster.ApiResources;
import dev.kilter.model.cluster.LiveState;
import dev.kilter.model.manifest.GroupVersionKind;
import dev.kilter.model.schema.FieldSchema.KindSchema;
import dev.kilter.model.settings.Settings;
import dev.kilter.model.time.Moment;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a step sees. {@code desired} and {@code comparison} are of the run's own pinned revision;
 * {@code outcomes} are those of the commands of the last Execute (empty after a restart); {@code
 * startFailure} says why the operation cannot start at all (an error condition, a failed render).
 * {@code schemas} is what the local dry run checks manifests with, UNKNOWN where a kind has none.
 *
 * <p>{@code live} answers for every key of the desired state and for the destination namespace.
 */
public record Observation(
    Application application,
    Permission permission,
    DesiredState desired,
    Comparison comparison,
    LiveState live,
    ApiResources apiResources,
    Settings settings,
    Function<GroupVersionKind, KindSchema> schemas,
    List<SyncCommand.Outcome> outcomes,
    Optional<String> startFailure,
    Moment now) {
  public Observation {
    outcomes = List.copyOf(outcomes);
  }
}

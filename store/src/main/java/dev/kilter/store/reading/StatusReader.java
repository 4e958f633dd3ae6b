package dev.kilter.store.reading;

import dev.kilter.model.application.ApplicationStatus;
import dev.kilter.model.application.ApplicationStatus.ApplicationHealth;
import dev.kilter.model.application.ApplicationStatus.ComparedTo;
import dev.kilter.model.application.ApplicationStatus.Summary;
import dev.kilter.model.application.ApplicationStatus.SyncState;
import dev.kilter.model.application.Condition;
import dev.kilter.model.application.Health;
import dev.kilter.model.application.HealthStatus;
import dev.kilter.model.application.ResourceStatus;
import dev.kilter.model.application.Source;
import dev.kilter.model.application.SyncStatus;
import dev.kilter.model.manifest.ResourceKey;
import dev.kilter.store.tree.Fields;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads {@code status}, as Kilter or Argo CD wrote it. */
final class StatusReader {
  private StatusReader() {}

  static ApplicationStatus read(Fields status) {
    Fields summary = status.object("summary");
    return new ApplicationStatus(
        sync(status.object("sync")),
        status.optionalObject("health").flatMap(StatusReader::applicationHealth),
        status.objects("resources").stream().map(StatusReader::resource).toList(),
        status.objects("conditions").stream().flatMap(StatusReader::condition).toList(),
        status.optionalObject("operationState").flatMap(OperationStateReader::read),
        status.objects("history").stream().map(OperationStateReader::history).toList(),
        new Summary(
            summary.texts("images"), summary.texts("externalURLs"), summary.flag("isAppOfApps")),
        sourceTypes(status),
        status.time("reconciledAt"),
        status.text("controllerNamespace"));
  }

  private static List<String> sourceTypes(Fields status) {
    List<String> several = status.texts("sourceTypes");
    String single = status.text("sourceType");
    return !several.isEmpty() ? several : single.isEmpty() ? List.of() : List.of(single);
  }

  private static SyncState sync(Fields sync) {
    return new SyncState(
        sync.constant("status", SyncStatus.class),
        OperationReader.revisions(sync),
        sync.optionalObject("comparedTo").map(StatusReader::comparedTo));
  }

  private static ComparedTo comparedTo(Fields compared) {
    List<Source> several = SpecReader.sources(compared);
    return new ComparedTo(
        several.isEmpty() ? SpecReader.source(compared, "source") : several,
        !several.isEmpty(),
        SpecReader.destination(compared.object("destination")),
        SpecReader.ignoreDifferences(compared));
  }

  private static Optional<ApplicationHealth> applicationHealth(Fields health) {
    return health(health)
        .map(value -> new ApplicationHealth(value, health.time("lastTransitionTime")));
  }

  private static Optional<Health> health(Fields health) {
    return health
        .constant("status", HealthStatus.class)
        .map(status -> new Health(status, health.text("message")));
  }

  private static ResourceStatus resource(Fields resource) {
    return new ResourceStatus(
        key(resource),
        resource.text("version"),
        resource.constant("status", SyncStatus.class),
        resource.optionalObject("health").flatMap(StatusReader::health),
        resource.flag("hook"),
        resource.flag("requiresPruning"),
        resource.flag("requiresDeletionConfirmation"),
        (int) (long) resource.integer("syncWave").orElse(0L));
  }

  static ResourceKey key(Fields resource) {
    return new ResourceKey(
        resource.text("group"),
        resource.text("kind"),
        resource.text("namespace"),
        resource.text("name"));
  }

  /** A type that Kilter does not know is somebody else's condition, and left to them. */
  private static Stream<Condition> condition(Fields condition) {
    String type = condition.text("type");
    return Arrays.stream(Condition.Type.values())
        .filter(known -> known.name().equals(type))
        .map(known ->
            new Condition(
                known,
                condition.text("message"),
                condition.time("lastTransitionTime").orElse(Instant.EPOCH)));
  }
}

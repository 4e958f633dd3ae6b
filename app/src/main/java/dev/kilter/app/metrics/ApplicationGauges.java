package dev.kilter.app.metrics;

import dev.kilter.control.view.ApplicationSnapshot;
import dev.kilter.engine.prune.HeldDeletions;
import dev.kilter.model.application.Application;
import dev.kilter.model.application.ApplicationStatus;
import dev.kilter.model.application.Source;
import dev.kilter.model.settings.Settings.Telemetry;
import dev.kilter.model.source.GitUrl;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The state of every application, one row each, told anew at each scrape. */
final class ApplicationGauges {
  private static final Pattern HTTP_USER = Pattern.compile("^(https?://)[^/@\\s]*@");

  private final MultiGauge info;
  private final MultiGauge labels;
  private final MultiGauge conditions;
  private final MultiGauge held;

  ApplicationGauges(MeterRegistry registry) {
    info = gauge(registry, "argocd.app.info", "Information about application.");
    labels =
        gauge(
            registry,
            "argocd.app.labels",
            "Argo Application labels converted to Prometheus labels");
    conditions = gauge(registry, "argocd.app.condition", "Report application conditions.");
    held =
        gauge(
            registry,
            "kilter.app.held.deletions",
            "Deletions of the last sync that wait for a confirmation.");
  }

  private static MultiGauge gauge(MeterRegistry registry, String name, String help) {
    return MultiGauge.builder(name).description(help).register(registry);
  }

  void tell(Collection<ApplicationSnapshot> snapshots, Telemetry telemetry) {
    List<Application> all = snapshots.stream().map(ApplicationSnapshot::application).toList();
    info.register(snapshots.stream().map(ApplicationGauges::info).toList(), true);
    held.register(all.stream().flatMap(ApplicationGauges::held).toList(), true);
    labels.register(
        telemetry.applicationLabels().isEmpty()
            ? List.of()
            : all.stream().map(app -> labels(app, telemetry.applicationLabels())).toList(),
        true);
    conditions.register(
        all.stream().flatMap(app -> conditions(app, telemetry.applicationConditions())).toList(),
        true);
  }

  private static Row<Number> info(ApplicationSnapshot snapshot) {
    Application app = snapshot.application();
    ApplicationStatus status = app.status();
    String url = app.spec().sources().stream().map(Source::repoUrl).findFirst().orElse("");
    return Row.of(
        AppTags.of(app)
            .and(
                "autosync_enabled",
                Boolean.toString(app.spec().syncPolicy().automation().isPresent()))
            .and("repo", withoutUser(GitUrl.normalized(url)))
            .and("dest_server", snapshot.server())
            .and("dest_namespace", app.spec().destination().namespace())
            .and("sync_status", status.sync().status().map(Enum::name).orElse("Unknown"))
            .and(
                "health_status",
                status.health().map(health -> health.health().status().name()).orElse("Unknown"))
            .and(
                "operation", app.deleting() ? "delete" : app.operation().isPresent() ? "sync" : ""),
        1);
  }

  /** What a URL of http says before the host may be a token. */
  private static String withoutUser(String url) {
    return HTTP_USER.matcher(url).replaceFirst("$1");
  }

  private static Stream<Row<?>> held(Application app) {
    return app.status().operationState().flatMap(HeldDeletions::of).stream()
        .map(held -> Row.of(AppTags.of(app), held.keys().size()));
  }

  /** Named as Argo CD does: {@code label_} and the label, what Prometheus forbids as {@code _}. */
  private static Row<Number> labels(Application app, List<String> wanted) {
    List<Tag> tags =
        wanted.stream()
            .map(label ->
                Tag.of(
                    "label_" + label.replaceAll("[^a-zA-Z0-9_]", "_"),
                    app.labels().getOrDefault(label, "")))
            .toList();
    return Row.of(AppTags.of(app).and(tags), 1);
  }

  private static Stream<Row<?>> conditions(Application app, List<String> wanted) {
    Map<String, Long> counts =
        app.status().conditions().stream()
            .map(condition -> condition.type().name())
            .filter(wanted::contains)
            .collect(
                Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
    Tags tags = AppTags.of(app);
    return counts.entrySet().stream()
        .map(count -> Row.of(tags.and("condition", count.getKey()), count.getValue()));
  }
}

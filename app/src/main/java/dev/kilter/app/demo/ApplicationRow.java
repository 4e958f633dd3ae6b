package dev.kilter.app.demo;

import dev.kilter.cli.session.Style;
import dev.kilter.model.application.Application;
import dev.kilter.model.application.ApplicationStatus;
import dev.kilter.model.application.Condition;
import dev.kilter.model.application.Health;
import dev.kilter.model.application.HealthStatus;
import dev.kilter.model.application.SyncStatus;
import java.util.Optional;
import java.util.stream.Collectors;

/** One application of the shop in a line: how it does, at which commit, and what is special. */
record ApplicationRow(
    String name, String sync, String health, String revision, Stage stage, String note) {
  private static final int BRIEF_SHA = 7;

  /** What is special about it just now. */
  enum Stage {
    FOLLOWING,
    SYNCING,
    HELD
  }

  static ApplicationRow of(Application application) {
    ApplicationStatus status = application.status();
    return new ApplicationRow(
        application.id().name(),
        status.sync().status().map(Enum::name).orElse("new"),
        status.health().map(found -> found.health().status().name()).orElse(""),
        status.sync().revisions().stream().findFirst().map(ApplicationRow::brief).orElse(""),
        stage(status),
        note(status));
  }

  boolean well() {
    return sync.equals(SyncStatus.Synced.name()) && healthy();
  }

  private boolean healthy() {
    return health.equals(HealthStatus.Healthy.name());
  }

  String text(Style style) {
    Style.Symbol symbol =
        (stage == Stage.FOLLOWING && well()) || (stage == Stage.HELD && healthy())
            ? Style.Symbol.GOOD
            : health.equals(HealthStatus.Degraded.name()) ? Style.Symbol.BAD : Style.Symbol.BUSY;
    String mark =
        switch (symbol) {
          case GOOD -> style.green(style.symbol(symbol));
          case BAD -> style.red(style.symbol(symbol));
          default -> style.yellow(style.symbol(symbol));
        };
    String line =
        "%s %-8s %s %s %-7s  %s"
            .formatted(
                mark, name, padded(style, sync, 9), padded(style, health, 11), revision, note);
    return line.stripTrailing();
  }

  /** Colours take up no room. */
  private static String padded(Style style, String word, int width) {
    return style.status(word) + " ".repeat(Math.max(0, width - word.length()));
  }

  /** A sync under way, else who holds it, else what is ill, else what it runs. */
  private static String note(ApplicationStatus status) {
    return stage(status) == Stage.SYNCING
        ? "syncing"
        : held(status)
            .or(() -> ill(status))
            .orElseGet(() ->
                status.summary().images().stream()
                    .map(image -> image.substring(image.lastIndexOf('/') + 1))
                    .collect(Collectors.joining(", ")));
  }

  private static Stage stage(ApplicationStatus status) {
    boolean syncing =
        status.operationState().filter(state -> !state.phase().completed()).isPresent();
    return syncing ? Stage.SYNCING : held(status).isPresent() ? Stage.HELD : Stage.FOLLOWING;
  }

  private static Optional<String> held(ApplicationStatus status) {
    return status.conditions().stream()
        .filter(condition -> condition.type() == Condition.Type.HeldWarning)
        .map(Condition::message)
        .map(message -> message.substring(0, (message + ". ").indexOf(". ")))
        .map(message -> message.replaceFirst("^Automation is ", ""))
        .findFirst();
  }

  private static Optional<String> ill(ApplicationStatus status) {
    return status.resources().stream()
        .flatMap(resource -> resource.health().stream())
        .filter(health -> health.status() != HealthStatus.Healthy)
        .map(Health::message)
        .filter(message -> !message.isEmpty())
        .findFirst();
  }

  private static String brief(String sha) {
    return sha.length() > BRIEF_SHA ? sha.substring(0, BRIEF_SHA) : sha;
  }
}

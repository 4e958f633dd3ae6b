package dev.kilter.cli.app;

import dev.kilter.api.ProblemKind;
import dev.kilter.api.client.AppRef;
import dev.kilter.api.client.ApplicationDocument;
import dev.kilter.api.client.Refresh;
import dev.kilter.cli.print.Progress;
import dev.kilter.cli.session.CommandFailure;
import dev.kilter.cli.session.CommandFailure.Report;
import dev.kilter.cli.session.ExitCode;
import dev.kilter.cli.session.Session;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Looks at an application again and again, showing how it gets on, until it is as wanted. One GET
 * each time, which costs less than following every application of the namespace.
 */
final class Watcher {
  private static final Duration LOOK_AGAIN = Duration.ofMillis(500);

  /** An explanation is dearer than a look, and no news to someone who has only just begun. */
  private static final Duration EXPLAIN_AGAIN = Duration.ofSeconds(2);

  private final Session session;
  private final long timeoutSeconds;

  /** A timeout of 0 means no limit. */
  Watcher(Session session, long timeoutSeconds) {
    this.session = session;
    this.timeoutSeconds = timeoutSeconds;
  }

  ApplicationDocument until(AppRef app, Predicate<ApplicationDocument> done) {
    Progress progress = new Progress(session.console());
    StepLines steps = new StepLines(session.style());
    Duration explainedAt = Duration.ZERO;
    String headline = "";
    while (true) {
      ApplicationDocument application = session.applications().get(app, Refresh.NONE);
      if (done.test(application)) {
        progress.show(steps.of(application));
        return application;
      }
      if (progress.elapsed().minus(explainedAt).compareTo(EXPLAIN_AGAIN) >= 0) {
        explainedAt = progress.elapsed();
        headline = newer(headline, Why.of(session, app).obstacle());
      }
      progress.show(steps.with(application, headline));
      pause(app, progress, application.operationInProgress() ? GoesOn.SYNC : GoesOn.WATCH);
    }
  }

  /** That it lasts longer is no news, and would be a line every time. */
  private static String newer(String before, String now) {
    return ageless(before).equals(ageless(now)) ? before : now;
  }

  private static String ageless(String headline) {
    return headline.replaceAll("\\b\\d+ (s|min|h|days)\\b", "");
  }

  /** What the cluster does after the command has ended, and how to look at it or stop it. */
  enum GoesOn {
    SYNC("The sync goes on in the cluster; terminate-op stops it.", "wait get terminate-op"),
    DELETION("The deletion goes on in the cluster.", "get"),
    WATCH("The controller goes on looking after it.", "get wait");

    private final String sentence;
    private final String verbs;

    GoesOn(String sentence, String verbs) {
      this.sentence = sentence;
      this.verbs = verbs;
    }

    private String[] commands(AppRef app) {
      return Stream.of(verbs.split(" ", -1))
          .map(verb -> "kilter app " + verb + " " + app)
          .toArray(String[]::new);
    }
  }

  /** Waits between two looks, or gives up. */
  void pause(AppRef app, Progress progress, GoesOn then) {
    if (timeoutSeconds > 0 && progress.elapsed().toSeconds() >= timeoutSeconds) {
      Why why = Why.of(session, app);
      throw new CommandFailure(
          new Report(
              ExitCode.TIMED_OUT,
              "\"" + app + "\" is not there yet after " + timeoutSeconds + " s.",
              why.text(List.of(then.sentence)),
              why.remedies(then.commands(app)),
              ProblemKind.TIMED_OUT.code()
                  + ", timed out ("
                  + timeoutSeconds
                  + "s) waiting for app \""
                  + app
                  + "\" match desired state"));
    }
    try {
      session.console().ticker().pause(LOOK_AGAIN);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailure(
          new Report(
              ExitCode.INTERRUPTED,
              "Stopped waiting for \"" + app + "\".",
              then.sentence,
              List.of(then.commands(app)),
              "interrupted after " + progress.elapsed().toSeconds() + " s"));
    }
  }
}

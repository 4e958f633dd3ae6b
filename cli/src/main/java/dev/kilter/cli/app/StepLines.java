package dev.kilter.cli.app;

import dev.kilter.api.Document;
import dev.kilter.api.client.ApplicationDocument;
import dev.kilter.cli.session.Style;
import java.util.ArrayList;
import java.util.List;

/** How an application gets on, one line a step; the last says what it waits for. */
record StepLines(Style style) {
  List<String> of(ApplicationDocument application) {
    List<String> lines = new ArrayList<>();
    Document state = application.operationState();
    if (application.operationInProgress()) {
      lines.add(start(application, state));
      if (!stale(application, state)) {
        state.documents("syncResult", "resources").forEach(result -> lines.add(step(result)));
        add(lines, state.text("message"));
      }
    } else {
      for (Document resource : application.resources()) {
        String health = resource.text("health", "status");
        boolean settled = health.isEmpty() || health.equals("Healthy");
        if (!settled || resource.text("status").equals("OutOfSync")) {
          lines.add(unsettled(resource, health));
        }
      }
      lines.add(
          mark(application)
              + " "
              + application.name()
              + ": "
              + style.status(application.syncStatus())
              + ", "
              + style.status(application.healthStatus())
              + (AppText.isHeld(application) ? ", " + style.yellow("held") : ""));
    }
    return lines;
  }

  /** The same, and below it what is known of the reason. */
  List<String> with(ApplicationDocument application, String headline) {
    List<String> lines = of(application);
    if (!headline.isEmpty()) {
      lines.add(
          style.yellow(style.symbol(Style.Symbol.BUSY))
              + " "
              + application.name()
              + ": "
              + headline);
    }
    return lines;
  }

  /** What is left of an earlier operation while the next one waits to be taken up. */
  private static boolean stale(ApplicationDocument application, Document state) {
    return application.operationRequested()
        && !state.text("finishedAt").isEmpty()
        && !state.text("phase").equals("Running");
  }

  private String start(ApplicationDocument application, Document state) {
    String revision =
        stale(application, state) ? "" : AppText.revisions(state.document("syncResult"));
    return style.cyan(style.symbol(Style.Symbol.START))
        + " "
        + application.name()
        + (revision.isEmpty() ? "" : "  " + revision)
        + "  to "
        + application.destinationNamespace()
        + " on "
        + application.cluster();
  }

  private String step(Document result) {
    String status = result.text("status");
    String phase = result.text("hookPhase");
    String mark =
        status.equals("SyncFailed") || phase.equals("Failed") || phase.equals("Error")
            ? style.red(style.symbol(Style.Symbol.BAD))
            : status.isEmpty() || (phase.equals("Running") && !result.text("hookType").isEmpty())
                ? style.yellow(style.symbol(Style.Symbol.BUSY))
                : style.green(style.symbol(Style.Symbol.GOOD));
    String hook = result.text("hookType").isEmpty() ? "" : result.text("hookType") + " ";
    return mark + " " + hook + AppText.place(result) + "  " + AppText.brief(result.text("message"));
  }

  private String unsettled(Document resource, String health) {
    String message = AppText.brief(resource.text("health", "message"));
    return style.yellow(style.symbol(Style.Symbol.BUSY))
        + " "
        + AppText.place(resource)
        + "  "
        + style.status(resource.text("status"))
        + (health.isEmpty() ? "" : " " + style.status(health))
        + (message.isEmpty() ? "" : ": " + message);
  }

  private String mark(ApplicationDocument application) {
    return AppText.isWell(application)
        ? style.green(style.symbol(Style.Symbol.GOOD))
        : style.yellow(style.symbol(Style.Symbol.BUSY));
  }

  private void add(List<String> lines, String message) {
    if (!message.isEmpty()) {
      lines.add("  " + AppText.brief(message));
    }
  }
}

package dev.kilter.cli.app;

import dev.kilter.api.Document;
import dev.kilter.api.client.ApplicationDocument;
import dev.kilter.cli.print.Ages;
import dev.kilter.cli.print.Table;
import dev.kilter.cli.session.Style;
import dev.kilter.codec.CodecException;
import dev.kilter.codec.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One application, to be read from top to bottom: the verdict, the facts, the objects. */
record Screen(ApplicationDocument application, Document explained, Style style, Instant now) {
  String text(boolean showOperation) {
    StringBuilder text = new StringBuilder();
    text.append(headline()).append('\n');
    explained.texts("evidence").forEach(line -> text.append("  ").append(line).append('\n'));
    explained.documents("fixes").stream()
        .filter(fix -> !fix.text("command").isEmpty())
        .forEach(fix -> text.append("  ").append(fix(fix)).append('\n'));
    text.append('\n').append(facts());
    if (showOperation || application.operationInProgress()) {
      text.append(operation());
    }
    text.append(conditions());
    return text.append('\n').append(resources()).toString();
  }

  String headline() {
    boolean busy =
        application.healthStatus().equals("Progressing") || application.operationInProgress();
    String mark =
        busy
            ? style.yellow(style.symbol(Style.Symbol.BUSY))
            : AppText.isWell(application)
                ? style.green(style.symbol(Style.Symbol.GOOD))
                : style.red(style.symbol(Style.Symbol.BAD));
    return mark
        + " "
        + style.bold(explained.text("headline"))
        + "   ["
        + style.status(application.healthStatus())
        + divider()
        + style.status(application.syncStatus())
        + (AppText.isHeld(application) ? divider() + style.yellow("held") : "")
        + "]";
  }

  private String divider() {
    return style.unicode() ? " · " : " | ";
  }

  private String fix(Document fix) {
    return style.symbol(Style.Symbol.ARROW)
        + " "
        + fix.text("label")
        + ": "
        + style.cyan(fix.text("command"));
  }

  private String facts() {
    StringBuilder text = new StringBuilder();
    fact(text, "Name", AppText.qualifiedName(application));
    fact(text, "Project", application.project());
    fact(text, "Server", application.cluster());
    fact(text, "Namespace", application.destinationNamespace());
    for (Document source : application.sources()) {
      fact(text, "Repo", source.text("repoURL"));
      fact(text, "Target", AppText.target(source));
      fact(text, "Path", source.text("path"));
      fact(text, "Chart", source.text("chart"));
    }
    fact(text, "Sync Policy", policy());
    hold().ifPresent(held -> fact(text, "Hold", style.yellow(held)));
    fact(
        text,
        "Sync Status",
        style.status(application.syncStatus())
            + preposition()
            + AppText.target(application.source())
            + (application.revision().isEmpty()
                ? ""
                : " (" + AppText.revision(application.revision()) + ")"));
    fact(text, "Health Status", style.status(application.healthStatus()));
    fact(text, "Images", String.join(", ", application.images()));
    ApplicationDocument.time(application.tree().text("status", "reconciledAt"))
        .ifPresent(at -> fact(text, "Compared", Ages.of(Duration.between(at, now)) + " ago"));
    return text.toString();
  }

  private String preposition() {
    return switch (application.syncStatus()) {
      case "Synced" -> " to ";
      case "OutOfSync" -> " from ";
      default -> " at ";
    };
  }

  private static void fact(StringBuilder text, String name, String value) {
    if (!value.isEmpty()) {
      text.append(String.format("%-15s", name + ":")).append(value).append('\n');
    }
  }

  private String policy() {
    return switch (application.syncPolicy()) {
      case "Manual" -> "Manual";
      case "Auto-Prune" -> "Automated (Prune)";
      default -> "Automated";
    };
  }

  private Optional<String> hold() {
    return application.annotation(AppText.HOLD).map(Screen::parsed).map(this::held);
  }

  /** The annotation is anyone's to write, so it may be no JSON at all. */
  private static Document parsed(String json) {
    try {
      return Document.of(Json.parse(json));
    } catch (CodecException e) {
      return Document.EMPTY.with(json, "reason");
    }
  }

  private String held(Document hold) {
    StringBuilder text = new StringBuilder("held");
    if (!hold.text("by").isEmpty()) {
      text.append(" by ").append(hold.text("by"));
    }
    ApplicationDocument.time(hold.text("since"))
        .map(since -> " since " + since.truncatedTo(ChronoUnit.SECONDS))
        .ifPresent(text::append);
    if (!hold.text("reason").isEmpty()) {
      text.append(" (").append(hold.text("reason")).append(')');
    }
    text.append(", ends when Git asks for something else");
    if (!hold.text("until").isEmpty()) {
      text.append(", or at ").append(hold.text("until"));
    }
    return text + "; to end it now: kilter app resume " + application.name();
  }

  private String operation() {
    Document state = application.operationState();
    if (state.root().isEmpty()) {
      return application.operationRequested() ? "\nOperation:     waits to be taken up\n" : "";
    }
    StringBuilder text = new StringBuilder("\n");
    fact(text, "Operation", "Sync");
    fact(text, "Sync Revision", AppText.revisions(state.document("syncResult")));
    fact(text, "Phase", style.status(state.text("phase")));
    fact(text, "Start", state.text("startedAt"));
    fact(text, "Finished", state.text("finishedAt"));
    fact(text, "Message", state.text("message"));
    return text.toString();
  }

  private String conditions() {
    if (application.conditions().isEmpty()) {
      return "";
    }
    Table table = new Table("CONDITION", "MESSAGE", "LAST TRANSITION");
    for (Document condition : application.conditions()) {
      table.row(
          condition.text("type"), condition.text("message"), condition.text("lastTransitionTime"));
    }
    return "\n" + table.text();
  }

  private String resources() {
    Table table =
        new Table("GROUP", "KIND", "NAMESPACE", "NAME", "STATUS", "HEALTH", "HOOK", "MESSAGE");
    List<Document> results = application.operationState().documents("syncResult", "resources");
    List<String> listed = new ArrayList<>();
    for (Document resource : application.resources()) {
      String place = AppText.place(resource);
      listed.add(place);
      Document result =
          results.stream()
              .filter(one -> AppText.place(one).equals(place))
              .findFirst()
              .orElse(Document.EMPTY);
      String ill = resource.text("health", "message");
      row(table, resource, resource.text("status"), ill.isEmpty() ? result.text("message") : ill);
    }
    for (Document hook : results) {
      if (!listed.contains(AppText.place(hook)) && !hook.text("hookType").isEmpty()) {
        row(table, hook, hook.text("hookPhase"), hook.text("message"));
      }
    }
    return table.isEmpty() ? "" : table.text();
  }

  private void row(Table table, Document resource, String status, String message) {
    table.row(
        resource.text("group"),
        resource.text("kind"),
        resource.text("namespace"),
        resource.text("name"),
        style.status(status),
        style.status(resource.text("health", "status")),
        resource.text("hookType"),
        AppText.brief(message));
  }
}

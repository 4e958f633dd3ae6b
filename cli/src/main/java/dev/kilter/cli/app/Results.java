package dev.kilter.cli.app;

import dev.kilter.api.Document;
import dev.kilter.api.client.ApplicationDocument;
import dev.kilter.cli.print.OutputFormat;
import dev.kilter.cli.session.Session;
import dev.kilter.cli.session.Style;

/** What an application came to, on stdout. */
final class Results {
  private Results() {}

  static void print(Session session, OutputFormat output, ApplicationDocument application) {
    session.out().print(new Shown(session, output).brief(application));
  }

  static String line(Style style, ApplicationDocument application) {
    String mark =
        AppText.isWell(application)
            ? style.green(style.symbol(Style.Symbol.GOOD))
            : style.yellow(style.symbol(Style.Symbol.NOTE));
    return mark
        + " "
        + AppText.qualifiedName(application)
        + "  "
        + style.status(application.syncStatus())
        + (application.syncStatus().equals("OutOfSync") ? " from " : " at ")
        + AppText.revision(application.revision())
        + "  "
        + style.status(application.healthStatus())
        + (AppText.isHeld(application) ? "  " + style.yellow("held") : "")
        + operation(style, application.operationState());
  }

  private static String operation(Style style, Document state) {
    return state.root().isEmpty()
        ? ""
        : "  last sync "
            + style.status(state.text("phase"))
            + (state.text("message").isEmpty() ? "" : ": " + AppText.brief(state.text("message")));
  }
}

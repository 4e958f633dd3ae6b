package dev.kilter.cli.app;

import dev.kilter.api.ApiException;
import dev.kilter.api.Document;
import dev.kilter.api.client.AppRef;
import dev.kilter.api.client.ApplicationDocument;
import dev.kilter.cli.print.OutputFormat;
import dev.kilter.cli.session.Session;

/** One application in each form that {@code -o} may ask for. */
record Shown(Session session, OutputFormat format) {
  /** The form of {@code app get}; {@code operation}: with the last operation. */
  String whole(ApplicationDocument application, boolean operation) {
    return switch (format) {
      case NAME -> AppText.qualifiedName(application) + "\n";
      case TREE, TREE_DETAILED -> tree(application);
      case JSON, YAML -> format.machineText(AppText.exported(application)).orElseThrow();
      case TEXT, WIDE, ID ->
          new Screen(
                  application,
                  explained(AppNames.ref(application)),
                  session.style(),
                  session.console().ticker().instant())
              .text(operation || format == OutputFormat.WIDE);
    };
  }

  /** The same, but a line where nothing was asked for. */
  String brief(ApplicationDocument application) {
    return format == OutputFormat.TEXT
        ? Results.line(session.style(), application) + "\n"
        : whole(application, false);
  }

  private String tree(ApplicationDocument application) {
    Document tree = session.noticed(session.applications().resourceTree(AppNames.ref(application)));
    return new ResourceTree(session.style(), format == OutputFormat.TREE_DETAILED)
        .of(AppText.qualifiedName(application), tree.documents("nodes"))
        .text(session.style());
  }

  /** The explanation is the best part of the screen, but not worth losing the rest. */
  private Document explained(AppRef app) {
    try {
      return session.noticed(session.applications().explain(app));
    } catch (ApiException e) {
      return Document.EMPTY.with("No explanation: " + e.problem().failed(), "headline");
    }
  }
}

package dev.kilter.cli.app;

import dev.kilter.api.Document;
import dev.kilter.api.client.AppRef;
import dev.kilter.api.client.ApplicationDocument;
import dev.kilter.cli.print.Ages;
import dev.kilter.cli.print.OutputFormat;
import dev.kilter.cli.print.OutputOption;
import dev.kilter.cli.print.Tree;
import dev.kilter.cli.session.ExitCode;
import dev.kilter.cli.session.Session;
import dev.kilter.cli.session.Style;
import dev.kilter.cli.session.Verb;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code kilter app explain}. */
@Command(
    name = "explain",
    description = "Say in words how an application does, why, and what to do.")
public final class AppExplain extends Verb {
  private static final Pattern SAYS_HOW_LONG = Pattern.compile("\\b\\d+ (s|min|h|days)\\b");

  @Mixin OneApp named = new OneApp();

  @Mixin OutputOption output = new OutputOption();

  public AppExplain(Session session) {
    super(session);
  }

  @Override
  protected ExitCode run() {
    AppRef app = named.in(session);
    Document explained = session.noticed(session.applications().explain(app));
    Optional<String> machine = output.format().machineText(explained);
    session.out().print(machine.isPresent() ? machine.get() : text(explained));
    return ExitCode.OK;
  }

  private String text(Document explained) {
    return switch (output.format()) {
      case NAME -> explained.text("verdict") + "\n";
      case TREE, TREE_DETAILED -> tree(explained);
      default -> prose(explained);
    };
  }

  private String prose(Document explained) {
    Style style = session.style();
    StringBuilder text = new StringBuilder();
    text.append(style.bold(explained.text("headline"))).append(since(explained)).append('\n');
    if (!explained.text("object").isEmpty()) {
      text.append("  ").append(explained.text("object")).append('\n');
    }
    explained.texts("evidence").forEach(line -> text.append("  ").append(line).append('\n'));
    for (Document fix : explained.documents("fixes")) {
      text.append(style.symbol(Style.Symbol.ARROW)).append(' ').append(fix.text("label"));
      if (!fix.text("command").isEmpty()) {
        text.append(": ").append(style.cyan(fix.text("command")));
      }
      text.append('\n');
    }
    if (output.format() == OutputFormat.WIDE) {
      text.append(style.dim(explained.text("verdict") + " " + explained.text("code"))).append('\n');
    }
    return text.toString();
  }

  /** Where the headline does not say it already. */
  private String since(Document explained) {
    if (SAYS_HOW_LONG.matcher(explained.text("headline")).find()) {
      return "";
    }
    return ApplicationDocument.time(explained.text("since"))
        .map(at -> Duration.between(at, session.console().ticker().instant()))
        .map(age -> "  (for " + Ages.of(age) + ")")
        .orElse("");
  }

  private String tree(Document explained) {
    Tree tree = new Tree(explained.text("headline"));
    explained.texts("evidence").forEach(tree::child);
    for (Document fix : explained.documents("fixes")) {
      tree.child(fix.text("label") + ": " + fix.text("command"));
    }
    return tree.text(session.style());
  }
}

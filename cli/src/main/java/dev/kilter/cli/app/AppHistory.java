package dev.kilter.cli.app;

import dev.kilter.api.ApiException;
import dev.kilter.api.Document;
import dev.kilter.api.client.AppRef;
import dev.kilter.api.client.ApplicationDocument;
import dev.kilter.api.client.Refresh;
import dev.kilter.cli.print.OutputFormat;
import dev.kilter.cli.print.OutputOption;
import dev.kilter.cli.print.Table;
import dev.kilter.cli.print.Tree;
import dev.kilter.cli.print.Watched;
import dev.kilter.cli.session.ExitCode;
import dev.kilter.cli.session.Session;
import dev.kilter.cli.session.Verb;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * {@code kilter app history}: the deployments to which a rollback can go, who made them, and what
 * was changed by hand in between.
 */
@Command(
    name = "history",
    description = "Show what was deployed when, by whom and with which commit.")
public final class AppHistory extends Verb {
  /** A journal entry further away from a deployment than this is about another one. */
  private static final Duration SAME_DEPLOYMENT = Duration.ofMinutes(10);

  @Mixin OneApp named = new OneApp();

  @Mixin Watched watched = new Watched();
  @Mixin OutputOption output = new OutputOption();

  public AppHistory(Session session) {
    super(session);
  }

  @Override
  protected ExitCode run() {
    AppRef app = named.in(session);
    watched.print(
        session, output.format(), () -> text(app, session.applications().get(app, Refresh.NONE)));
    return ExitCode.OK;
  }

  private String text(AppRef app, ApplicationDocument application) {
    List<Document> history = application.history();
    Optional<String> machine = output.format().machineText(history);
    if (machine.isPresent()) {
      return machine.get();
    }
    if (output.format() == OutputFormat.ID || output.format() == OutputFormat.NAME) {
      StringBuilder ids = new StringBuilder();
      history.forEach(entry -> ids.append(entry.number("id")).append('\n'));
      return ids.toString();
    }
    List<Document> journal = journal(app);
    return output.format().isTree() ? tree(application, journal) : table(history, journal);
  }

  /** The history stands without its memory. */
  private List<Document> journal(AppRef app) {
    try {
      return session.applications().journal(app).documents("entries");
    } catch (ApiException e) {
      session.err().println("no journal: " + e.problem().failed());
      return List.of();
    }
  }

  private String table(List<Document> history, List<Document> journal) {
    List<Row> rows = new ArrayList<>();
    for (Document entry : history) {
      Document known = entryFor(entry, journal);
      rows.add(
          new Row(
              Long.toString(entry.number("id")),
              entry.text("deployedAt"),
              actor(entry),
              output.format() == OutputFormat.WIDE ? full(entry) : AppText.revisions(entry),
              AppText.brief(known.text("commit")),
              String.join(", ", known.texts("images"))));
    }
    changes(journal).forEach(entry -> rows.add(change(entry)));
    Table table = new Table("ID", "DATE", "BY", "REVISION", "WHAT", "IMAGES");
    rows.stream().sorted(Comparator.comparing(Row::moment)).forEach(row -> row.into(table));
    return table.text();
  }

  /** One line of the table. */
  private record Row(
      String id, String date, String by, String revision, String what, String images) {
    Instant moment() {
      return ApplicationDocument.time(date).orElse(Instant.MIN);
    }

    void into(Table table) {
      table.row(id, date, by, revision, what, images);
    }
  }

  /**
   * What happened between deployments, the newest first as it came: changes by hand that were taken
   * back, and self-heals of which nobody by hand was the cause.
   */
  private static List<Document> changes(List<Document> journal) {
    Set<String> explained =
        journal.stream()
            .filter(AppHistory::byHand)
            .map(entry -> entry.text("at"))
            .collect(Collectors.toUnmodifiableSet());
    return journal.stream()
        .filter(entry ->
            byHand(entry)
                || (entry.text("kind").equals("self-heal")
                    && !explained.contains(entry.text("at"))))
        .toList();
  }

  private static boolean byHand(Document entry) {
    return entry.text("kind").equals("drift");
  }

  /** No rollback goes to such a change, so it has no id. */
  private static Row change(Document entry) {
    String at =
        ApplicationDocument.time(entry.text("at"))
            .map(time -> time.truncatedTo(ChronoUnit.SECONDS).toString())
            .orElse("");
    return byHand(entry)
        ? new Row("-", at, entry.text("actor") + " (by hand)", "", entry.text("outcome"), "")
        : new Row(
            "-",
            at,
            "self-heal",
            AppText.revision(entry.text("revision")),
            AppText.brief(entry.text("outcome")),
            String.join(", ", entry.texts("images")));
  }

  private String tree(ApplicationDocument application, List<Document> journal) {
    Tree tree = new Tree(AppText.qualifiedName(application));
    for (Document entry : application.history()) {
      Document known = entryFor(entry, journal);
      Tree deployment =
          tree.child(
              "#"
                  + entry.number("id")
                  + "  "
                  + entry.text("deployedAt")
                  + "  by "
                  + actor(entry)
                  + "  "
                  + AppText.revisions(entry)
                  + "  "
                  + AppText.brief(known.text("commit")));
      known.texts("images").forEach(deployment::child);
      known
          .documents("steps")
          .forEach(
              step -> deployment.child(step.text("name") + "  " + step.number("millis") + " ms"));
    }
    for (Document entry : changes(journal).reversed()) {
      Row row = change(entry);
      tree.child("-  " + row.date() + "  by " + row.by() + "  " + row.what());
    }
    return tree.text(session.style());
  }

  private static String actor(Document entry) {
    String username = entry.text("initiatedBy", "username");
    if (!username.isEmpty()) {
      return username;
    }
    return entry.flag("initiatedBy", "automated") ? "auto-sync" : "unknown";
  }

  private static String full(Document entry) {
    List<String> several = entry.texts("revisions");
    return several.isEmpty() ? entry.text("revision") : String.join(", ", several);
  }

  /** The journal's entry about the same deployment: same revision, closest in time. */
  private static Document entryFor(Document deployment, List<Document> journal) {
    Optional<Instant> at = ApplicationDocument.time(deployment.text("deployedAt"));
    List<String> several = deployment.texts("revisions");
    String revision = several.isEmpty() ? deployment.text("revision") : several.getFirst();
    return at.flatMap(moment ->
            journal.stream()
                .filter(entry -> entry.text("revision").equals(revision))
                .filter(entry -> distance(entry, moment).compareTo(SAME_DEPLOYMENT) < 0)
                .min(Comparator.comparing(entry -> distance(entry, moment))))
        .orElse(Document.EMPTY);
  }

  private static Duration distance(Document entry, Instant moment) {
    return ApplicationDocument.time(entry.text("at"))
        .map(at -> Duration.between(at, moment).abs())
        .orElse(SAME_DEPLOYMENT);
  }
}

package dev.kilter.cli.login;

import dev.kilter.api.Document;
import dev.kilter.cli.print.Table;
import dev.kilter.cli.session.ExitCode;
import dev.kilter.cli.session.Session;
import dev.kilter.cli.session.Verb;
import java.time.Instant;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code kilter account get}. */
@Command(name = "get", description = "Show an account and its tokens.")
public final class AccountGet extends Verb {
  @Option(
      names = {"-a", "--account"},
      paramLabel = "NAME",
      description = "Else your own.")
  String account = "";

  public AccountGet(Session session) {
    super(session);
  }

  @Override
  protected ExitCode run() {
    Document found = session.served().identity().account(OwnAccount.or(account, session));
    session.out().println("Name:               " + found.text("name"));
    session.out().println("Enabled:            " + found.flag("enabled"));
    session.out().println("Capabilities:       " + String.join(", ", found.texts("capabilities")));
    session.out().println("\nTokens:");
    if (found.documents("tokens").isEmpty()) {
      session.out().println("NONE");
      return ExitCode.OK;
    }
    Table table = new Table("ID", "ISSUED AT", "EXPIRES AT");
    found
        .documents("tokens")
        .forEach(token ->
            table.row(token.text("id"), time(token, "issuedAt"), time(token, "expiresAt")));
    session.out().print(table.text());
    return ExitCode.OK;
  }

  private static String time(Document token, String field) {
    String text = token.text(field);
    long seconds = text.isEmpty() ? token.number(field) : Long.parseLong(text);
    return seconds == 0 ? "never" : Instant.ofEpochSecond(seconds).toString();
  }
}

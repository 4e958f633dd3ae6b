package dev.kilter.cli.login;

import dev.kilter.api.Document;
import dev.kilter.cli.print.OutputOption;
import dev.kilter.cli.print.Table;
import dev.kilter.cli.session.ExitCode;
import dev.kilter.cli.session.Session;
import dev.kilter.cli.session.Verb;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code kilter account list}. */
@Command(name = "list", description = "List the accounts.")
public final class AccountList extends Verb {
  @Mixin OutputOption output = new OutputOption();

  public AccountList(Session session) {
    super(session);
  }

  @Override
  protected ExitCode run() {
    List<Document> accounts = session.served().identity().accounts();
    Optional<String> machine = output.format().machineText(accounts);
    session.out().print(machine.orElseGet(() -> table(accounts)));
    return ExitCode.OK;
  }

  private static String table(List<Document> accounts) {
    Table table = new Table("NAME", "ENABLED", "CAPABILITIES");
    accounts.forEach(account ->
        table.row(
            account.text("name"),
            account.flag("enabled") ? "true" : "false",
            String.join(", ", account.texts("capabilities"))));
    return table.text();
  }
}

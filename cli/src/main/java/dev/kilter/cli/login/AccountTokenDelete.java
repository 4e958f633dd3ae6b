package dev.kilter.cli.login;

import dev.kilter.cli.session.ExitCode;
import dev.kilter.cli.session.Session;
import dev.kilter.cli.session.Verb;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kilter account delete-token}. */
@Command(name = "delete-token", description = "End a token; whoever holds it is nobody then.")
public final class AccountTokenDelete extends Verb {
  @Parameters(paramLabel = "ID", description = "From account get.")
  String id = "";

  @Option(
      names = {"-a", "--account"},
      paramLabel = "NAME",
      description = "Else your own.")
  String account = "";

  public AccountTokenDelete(Session session) {
    super(session);
  }

  @Override
  protected ExitCode run() {
    session.served().identity().deleteToken(OwnAccount.or(account, session), id);
    session.out().println("token \"" + id + "\" ended");
    return ExitCode.OK;
  }
}

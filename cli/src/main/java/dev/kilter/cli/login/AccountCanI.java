package dev.kilter.cli.login;

import dev.kilter.cli.session.ExitCode;
import dev.kilter.cli.session.Session;
import dev.kilter.cli.session.Verb;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code kilter account can-i}. */
@Command(name = "can-i", description = "Say whether you may do something.")
public final class AccountCanI extends Verb {
  @Parameters(index = "0", paramLabel = "ACTION", description = "get, sync, …")
  String action = "";

  @Parameters(index = "1", paramLabel = "RESOURCE", description = "applications, projects, …")
  String resource = "";

  @Parameters(index = "2", paramLabel = "OBJECT", description = "PROJECT/APPLICATION, or *")
  String object = "";

  public AccountCanI(Session session) {
    super(session);
  }

  @Override
  protected ExitCode run() {
    boolean may = session.served().identity().may(action, resource, object);
    session.out().println(may ? "yes" : "no");
    return ExitCode.OK;
  }
}

package dev.kilter.cli.login;

import dev.kilter.api.ApiException;
import dev.kilter.api.client.HttpExchange;
import dev.kilter.api.client.KilterClient;
import dev.kilter.cli.context.ContextFile;
import dev.kilter.cli.context.Contexts;
import dev.kilter.cli.session.ExitCode;
import dev.kilter.cli.session.Session;
import dev.kilter.cli.session.Verb;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code kilter logout}. */
@Command(name = "logout", description = "End the session of a context, here and at its server.")
public final class Logout extends Verb {
  @Parameters(arity = "0..1", paramLabel = "CONTEXT", description = "Else the current one.")
  String name = "";

  public Logout(Session session) {
    super(session);
  }

  @Override
  protected ExitCode run() {
    ContextFile file = session.server().file(session.console().environment());
    try {
      Contexts contexts = file.read();
      String chosen = name.isEmpty() ? contexts.current() : name;
      Contexts.Context context =
          contexts.find(chosen).orElseThrow(() -> ContextCommand.unknown(chosen, contexts));
      end(context);
      file.write(contexts.loggedOut(chosen));
      session.out().println("Logged out from '" + chosen + "'");
    } catch (IOException e) {
      throw Login.unwritten(file, e);
    }
    return ExitCode.OK;
  }

  /** A server that cannot be asked ends no session, but the token is forgotten all the same. */
  private void end(Contexts.Context context) {
    try {
      new KilterClient(new HttpExchange(context.address())).identity().logOut();
    } catch (ApiException e) {
      session
          .err()
          .println(
              "the server was not told: "
                  + e.problem().why()
                  + "; the session there ends by itself");
    }
  }
}

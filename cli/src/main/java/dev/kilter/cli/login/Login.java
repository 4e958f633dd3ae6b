package dev.kilter.cli.login;

import dev.kilter.api.client.HttpExchange;
import dev.kilter.api.client.KilterClient;
import dev.kilter.api.client.ServerAddress;
import dev.kilter.cli.context.ContextFile;
import dev.kilter.cli.context.Contexts;
import dev.kilter.cli.context.ServerOptions;
import dev.kilter.cli.session.CommandFailure;
import dev.kilter.cli.session.ExitCode;
import dev.kilter.cli.session.Question;
import dev.kilter.cli.session.Session;
import dev.kilter.cli.session.Verb;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kilter login}. */
@Command(name = "login", description = "Log in to a server, and talk to it from now on.")
public final class Login extends Verb {
  @Parameters(paramLabel = "HOST:PORT", description = "The server.")
  String server = "";

  @Option(names = "--username", paramLabel = "NAME", description = "Asked for where left out.")
  String username = "";

  @Option(
      names = "--password",
      paramLabel = "PASSWORD",
      description = "Asked for where left out; - reads it from standard input.")
  String password = "";

  @Option(names = "--name", paramLabel = "NAME", description = "Of the context; else the server.")
  String name = "";

  @Option(names = "--sso", hidden = true, description = "Of argocd; not here yet.")
  boolean sso;

  @Option(names = "--skip-test-tls", hidden = true, description = "Of argocd; without meaning.")
  boolean ignored;

  public Login(Session session) {
    super(session);
  }

  @Override
  protected ExitCode run() {
    if (sso) {
      throw CommandFailure.usage(
          "Kilter has no login by a provider yet.",
          "Local accounts and tokens are what it knows.",
          "kilter login " + server + " --username NAME");
    }
    ServerOptions options = session.server();
    String host = server.replaceFirst("^https?://", "").replaceFirst("/+$", "");
    boolean plainText = options.plainText || server.startsWith("http://");
    ServerAddress address =
        ServerAddress.of(host, options.rootPath, "", plainText, options.insecure);
    String user = username.isEmpty() ? asked("Username: ") : username;
    String token = new KilterClient(new HttpExchange(address)).identity().logIn(user, password());
    ContextFile file = options.file(session.console().environment());
    String context = name.isEmpty() ? host : name;
    Contexts.Login login = new Contexts.Login(host, plainText, options.insecure, options.rootPath);
    try {
      file.write(file.read().with(context, login, token));
    } catch (IOException e) {
      throw unwritten(file, e);
    }
    session.out().println("'" + user + "' logged in successfully");
    session.out().println("Context '" + context + "' updated");
    return ExitCode.OK;
  }

  private String asked(String question) {
    session.err().print(question);
    session.err().flush();
    return Question.line(session).strip();
  }

  private String password() {
    if (password.equals("-")) {
      return Question.line(session);
    }
    return password.isEmpty() ? Question.secret(session, "Password: ") : password;
  }

  static CommandFailure unwritten(ContextFile file, IOException e) {
    return CommandFailure.usage(
        "The contexts cannot be written.",
        file.path() + ": " + e.getMessage(),
        "choose another file: --config FILE, or ARGOCD_CONFIG_DIR");
  }
}

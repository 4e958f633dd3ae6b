package dev.kilter.cli.session;

import dev.kilter.api.Document;
import dev.kilter.api.client.AppRef;
import dev.kilter.api.client.Applications;
import dev.kilter.api.client.HttpExchange;
import dev.kilter.api.client.KilterClient;
import dev.kilter.cli.context.ServerOptions;
import java.io.PrintStream;
import org.jspecify.annotations.Nullable;

/** One run of the program; connects at the first use of the client. */
public final class Session {
  private final Console console;
  private final ClientFactory factory;
  private final GlobalOptions options;
  private @Nullable KilterClient client;

  public Session(Console console, ClientFactory factory, GlobalOptions options) {
    this.console = console;
    this.factory = factory;
    this.options = options;
  }

  public KilterClient client() {
    if (client == null) {
      client =
          options
              .server(console)
              .map(server -> new KilterClient(new HttpExchange(server)))
              .orElseGet(() -> factory.connect(connection()));
    }
    return client;
  }

  /** For what only a server can answer. */
  public KilterClient served() {
    if (options.server(console).isEmpty()) {
      throw CommandFailure.usage(
          "This needs a server, and none is chosen.",
          "Kubernetes itself knows no accounts of Kilter and no logs of an application.",
          "kilter login HOST:PORT",
          "add --server HOST:PORT, or set ARGOCD_SERVER");
    }
    return client();
  }

  public ServerOptions server() {
    return options.server;
  }

  public Applications applications() {
    return client().applications();
  }

  public ClientFactory factory() {
    return factory;
  }

  public Connection connection() {
    return options.connection(console);
  }

  public Console console() {
    return console;
  }

  public PrintStream out() {
    return console.out();
  }

  /** Progress and notes. */
  public PrintStream err() {
    return console.err();
  }

  public Style style() {
    return options.style(console);
  }

  public String appNamespace() {
    return options.appNamespace;
  }

  public AppRef app(String name) {
    return AppRef.parse(name, options.appNamespace);
  }

  public int exit(ExitCode code) {
    return code.number(options.detailedExitCodes());
  }

  /** Tells, on stderr, where an answer is less than it could be. */
  public Document noticed(Document answer) {
    String notice = answer.text("kilter", "notice");
    if (!notice.isEmpty()) {
      console.err().println(style().symbol(Style.Symbol.NOTE) + " " + notice);
    }
    return answer;
  }

  /** {@code kilter 1.2.3} of the program itself. */
  public String programVersion() {
    return factory.version();
  }
}

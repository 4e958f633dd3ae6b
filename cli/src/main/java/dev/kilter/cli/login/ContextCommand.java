package dev.kilter.cli.login;

import dev.kilter.cli.context.ContextFile;
import dev.kilter.cli.context.Contexts;
import dev.kilter.cli.print.Table;
import dev.kilter.cli.session.CommandFailure;
import dev.kilter.cli.session.ExitCode;
import dev.kilter.cli.session.Session;
import dev.kilter.cli.session.Verb;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kilter context}. */
@Command(name = "context", description = "Show the contexts, or talk to another one.")
public final class ContextCommand extends Verb {
  @Parameters(arity = "0..1", paramLabel = "CONTEXT", description = "To talk to from now on.")
  String name = "";

  @Option(names = "--delete", description = "Forget this context.")
  boolean delete;

  public ContextCommand(Session session) {
    super(session);
  }

  @Override
  protected ExitCode run() {
    ContextFile file = session.server().file(session.console().environment());
    try {
      Contexts contexts = file.read();
      if (name.isEmpty()) {
        session.out().print(table(contexts));
        return ExitCode.OK;
      }
      if (contexts.find(name).isEmpty()) {
        throw unknown(name, contexts);
      }
      file.write(delete ? contexts.without(name) : contexts.use(name));
      session
          .out()
          .println(
              delete ? "Context '" + name + "' deleted" : "Switched to context '" + name + "'");
    } catch (IOException e) {
      throw Login.unwritten(file, e);
    }
    return ExitCode.OK;
  }

  private static String table(Contexts contexts) {
    Table table = new Table("CURRENT", "NAME", "SERVER");
    contexts
        .all()
        .forEach(context ->
            table.row(
                context.name().equals(contexts.current()) ? "*" : "",
                context.name(),
                context.server()));
    return table.text();
  }

  static CommandFailure unknown(String name, Contexts contexts) {
    return CommandFailure.usage(
        name.isEmpty() ? "No context is chosen." : "There is no context \"" + name + "\".",
        contexts.all().isEmpty()
            ? "There are none at all yet."
            : "There are "
                + String.join(", ", contexts.all().stream().map(Contexts.Context::name).toList())
                + ".",
        "kilter context",
        "kilter login HOST:PORT");
  }
}

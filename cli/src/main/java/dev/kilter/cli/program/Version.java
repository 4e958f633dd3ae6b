package dev.kilter.cli.program;

import dev.kilter.api.Document;
import dev.kilter.cli.print.OutputFormat;
import dev.kilter.cli.print.OutputOption;
import dev.kilter.cli.session.ExitCode;
import dev.kilter.cli.session.Session;
import dev.kilter.cli.session.Verb;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code kilter version}. */
@Command(name = "version", description = "Show versions.")
public final class Version extends Verb {
  @Option(names = "--client", description = "Only of this program.")
  boolean client;

  @Option(names = "--short", description = "Only the numbers.")
  boolean brief;

  @Mixin OutputOption output = new OutputOption();

  public Version(Session session) {
    super(session);
  }

  @Override
  protected ExitCode run() {
    Document versions = Document.EMPTY.with(session.programVersion(), "client", "Version");
    if (!client) {
      versions = versions.with(session.client().version().root(), "server");
    }
    Optional<String> machine = output.format().machineText(versions);
    session.out().print(machine.isPresent() ? machine.get() : text(versions));
    return ExitCode.OK;
  }

  private String text(Document versions) {
    String own = versions.text("client", "Version");
    if (brief || output.format() == OutputFormat.NAME) {
      return own + "\n";
    }
    StringBuilder text = new StringBuilder("kilter: " + own + "\n");
    if (versions.has("server")) {
      text.append("kilter-server: ").append(versions.text("server", "Version")).append('\n');
      versions
          .textMap("server")
          .forEach((name, value) -> {
            if (!name.equals("Version")) {
              text.append("  ").append(name).append(": ").append(value).append('\n');
            }
          });
    }
    return text.toString();
  }
}

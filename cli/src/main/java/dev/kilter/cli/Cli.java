package dev.kilter.cli;

import dev.kilter.api.ApiException;
import dev.kilter.cli.session.ClientFactory;
import dev.kilter.cli.session.CommandFailure;
import dev.kilter.cli.session.CommandFailure.Report;
import dev.kilter.cli.session.Console;
import dev.kilter.cli.session.ErrorText;
import dev.kilter.cli.session.ExitCode;
import dev.kilter.cli.session.GlobalOptions;
import dev.kilter.cli.session.Session;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line as a function from arguments to an exit code. */
public final class Cli {
  private final Console console;
  private final ClientFactory factory;
  private final Map<String, String> roles;

  public Cli(Console console, ClientFactory factory) {
    this(console, factory, Map.of());
  }

  /** {@code roles} are the words that the program takes itself, and what each does, for help. */
  public Cli(Console console, ClientFactory factory, Map<String, String> roles) {
    this.console = console;
    this.factory = factory;
    this.roles = roles;
  }

  public int run(List<String> typed) {
    List<String> arguments = new ArrayList<>(typed);
    boolean more = arguments.addAll(0, usual());
    if (typed.equals(List.of("--version"))) {
      console.out().println("kilter " + factory.version());
      return 0;
    }
    GlobalOptions options = new GlobalOptions();
    Words words = Words.of(arguments);
    Optional<Report> misnamed = new Misnamed(roles).in(words);
    if (misnamed.isPresent()) {
      return refuse(misnamed.get(), options);
    }
    Session session = new Session(console, factory, options);
    CommandLine line = new Commands(session, options, roles).lineFor(words);
    line.setParameterExceptionHandler((e, _) -> refuse(usage(e), options));
    line.setExecutionExceptionHandler((e, _, _) -> refuse(report(e, options), options));
    line.setOverwrittenOptionsAllowed(more);
    line.setOut(writer(console.out()));
    line.setErr(writer(console.err()));
    int exit = line.execute(arguments.toArray(String[]::new));
    console.out().flush();
    console.err().flush();
    return exit;
  }

  /** ARGOCD_OPTS: flags for every command; what is typed beats them. */
  private List<String> usual() {
    return List.of(console.variable("ARGOCD_OPTS").split("\\s+")).stream()
        .filter(word -> !word.isEmpty())
        .toList();
  }

  /** In the stream's own charset, which the program has chosen for it. */
  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(stream, true, stream.charset());
  }

  private int refuse(Report report, GlobalOptions options) {
    console.out().flush();
    console.err().println(ErrorText.of(report, options.style(console)));
    return report.exit().number(options.detailedExitCodes());
  }

  private static Report usage(ParameterException e) {
    if (e.getCause() instanceof CommandFailure failure) {
      return failure.report();
    }
    String command = e.getCommandLine().getCommandSpec().qualifiedName();
    if (e instanceof UnmatchedArgumentException unmatched) {
      Optional<Report> known =
          unmatched.getUnmatched().stream()
              .map(argument -> ArgoCd.flag(command.replaceFirst("^kilter ", ""), argument))
              .flatMap(Optional::stream)
              .findFirst();
      if (known.isPresent()) {
        return known.get();
      }
    }
    String message = String.valueOf(e.getMessage());
    int hint = message.indexOf('\n');
    List<String> close =
        e instanceof UnmatchedArgumentException unmatched ? unmatched.getSuggestions() : List.of();
    return Report.usage(
        hint < 0 ? message : message.substring(0, hint),
        close.isEmpty()
            ? "\"" + command + "\" cannot be used like this."
            : "Did you mean " + String.join(" or ", close) + "?",
        List.of(command + " --help"));
  }

  private Report report(Exception e, GlobalOptions options) {
    return switch (e) {
      case CommandFailure failure -> failure.report();
      case ApiException refused -> ErrorText.report(refused);
      default -> defect(e, options);
    };
  }

  private Report defect(Exception e, GlobalOptions options) {
    if (options.verbose) {
      e.printStackTrace(console.err());
    }
    return new Report(
        ExitCode.FAILED,
        "This is a defect of kilter.",
        e.toString(),
        List.of("run it again with --verbose and report what it prints"),
        "KIL-901, version " + factory.version());
  }
}

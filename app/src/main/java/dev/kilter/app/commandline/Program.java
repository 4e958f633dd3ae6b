package dev.kilter.app.commandline;

import dev.kilter.app.config.Version;
import dev.kilter.app.demo.DemoCommand;
import dev.kilter.cli.Cli;
import dev.kilter.cli.session.Ticker;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/**
 * Picks what the first word asks for. Only that is loaded: a read command must not pay for the
 * controller's classes.
 */
public final class Program {
  private static final Map<String, String> ROLES = new LinkedHashMap<>();

  static {
    ROLES.put("controller", "keep clusters as Git says, until it is stopped");
    ROLES.put("server", "the API and the web interface, apart from the controller");
    ROLES.put("all", "every part of Kilter in one process");
    ROLES.put("demo", "a local cluster, a Git repository, Kilter and a small shop");
    ROLES.put("sandbox", "a local cluster alone");
  }

  private Program() {}

  public static int run(String[] args) {
    return switch (args.length == 0 ? "" : args[0]) {
      case "controller", "all" -> role(args);
      case "server" -> line(new ServerCommand()).execute(rest(args));
      case "demo" ->
          line(new DemoCommand(Consoles.ofThisProcess(Ticker.system()))).execute(rest(args));
      case "train" -> Training.run();
      case "sandbox" -> SandboxCommand.run(rest(args));
      case "admin" -> admin(List.of(args));
      default -> command(List.of(args));
    };
  }

  private static int admin(List<String> args) {
    return RbacCommand.is(args)
        ? line(new RbacCommand()).execute(RbacCommand.argumentsOf(args).toArray(String[]::new))
        : command(args);
  }

  private static int command(List<String> args) {
    try (LastWord lastWord = LastWord.ofThisThread()) {
      int exit =
          new Cli(Consoles.ofThisProcess(lastWord), new CoreClients(Version.ofThisProgram()), ROLES)
              .run(args);
      lastWord.end(exit);
      return exit;
    }
  }

  private static int role(String[] args) {
    CommandLine line = line(new RoleCommand(args[0].equals("all")));
    line.setCommandName("kilter " + args[0]);
    return line.execute(rest(args));
  }

  private static CommandLine line(Object command) {
    return new CommandLine(command).setCaseInsensitiveEnumValuesAllowed(true);
  }

  private static String[] rest(String[] args) {
    return Arrays.copyOfRange(args, 1, args.length);
  }
}

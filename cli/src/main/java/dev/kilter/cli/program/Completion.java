package dev.kilter.cli.program;

import dev.kilter.cli.session.CommandFailure;
import dev.kilter.cli.session.ExitCode;
import dev.kilter.cli.session.Session;
import dev.kilter.cli.session.Verb;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Parameters;

/** {@code kilter completion}: a script for the shell, so that TAB never starts the program. */
@Command(name = "completion", description = "Print a completion script for a shell.")
public final class Completion extends Verb {
  private final CommandTree commands;

  @Parameters(paramLabel = "SHELL", description = "bash, zsh or fish.")
  String shell = "";

  public Completion(Session session, CommandTree commands) {
    super(session);
    this.commands = commands;
  }

  @Override
  protected ExitCode run() {
    session
        .out()
        .print(
            switch (shell) {
              case "bash" -> AutoComplete.bash("kilter", commands.all());
              case "zsh" ->
                  "autoload -U +X bashcompinit && bashcompinit\n"
                      + AutoComplete.bash("kilter", commands.all());
              case "fish" -> fish(commands.all());
              default ->
                  throw CommandFailure.usage(
                      "There is no completion for \"" + shell + "\".",
                      "completion takes bash, zsh or fish.",
                      "source <(kilter completion bash)");
            });
    return ExitCode.OK;
  }

  private static String fish(CommandLine root) {
    StringBuilder script = new StringBuilder("complete -c kilter -f\n");
    root.getSubcommands()
        .forEach((noun, group) -> {
          complete(script, "__fish_use_subcommand", "-a " + noun, description(group));
          group.getSubcommands().forEach((verb, command) -> verb(script, noun, verb, command));
          options(script, "__fish_seen_subcommand_from " + noun, group);
        });
    return script.toString();
  }

  private static void verb(StringBuilder script, String noun, String verb, CommandLine command) {
    String under = "__fish_seen_subcommand_from " + noun;
    complete(script, under, "-a " + verb, description(command));
    options(script, under + "; and __fish_seen_subcommand_from " + verb, command);
  }

  private static void options(StringBuilder script, String condition, CommandLine command) {
    for (OptionSpec option : command.getCommandSpec().options()) {
      if (!option.hidden() && !option.inherited()) {
        String value = option.arity().max() > 0 ? " -r" : "";
        complete(
            script,
            condition,
            "-l " + option.longestName().replaceFirst("^--", "") + value,
            option.description().length == 0 ? "" : option.description()[0]);
      }
    }
  }

  private static String description(CommandLine command) {
    String[] lines = command.getCommandSpec().usageMessage().description();
    return lines.length == 0 ? "" : lines[0];
  }

  private static void complete(
      StringBuilder script, String condition, String what, String description) {
    script
        .append("complete -c kilter -n '")
        .append(condition)
        .append("' ")
        .append(what)
        .append(" -d '")
        .append(description.replace("'", "\\'"))
        .append("'\n");
  }
}

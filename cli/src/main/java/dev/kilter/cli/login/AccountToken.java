package dev.kilter.cli.login;

import dev.kilter.cli.session.CommandFailure;
import dev.kilter.cli.session.ExitCode;
import dev.kilter.cli.session.Session;
import dev.kilter.cli.session.Verb;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code kilter account generate-token}. */
@Command(name = "generate-token", description = "Make a token for a program; shown this once.")
public final class AccountToken extends Verb {
  private static final Pattern DURATION = Pattern.compile("(\\d+)([smhd]?)");

  @Option(
      names = {"-a", "--account"},
      paramLabel = "NAME",
      description = "Else your own.")
  String account = "";

  @Option(
      names = {"-e", "--expires-in"},
      paramLabel = "TIME",
      description = "12h, 90d; 0s for never.")
  String expiresIn = "0s";

  @Option(names = "--id", paramLabel = "ID", description = "To name it by; else one is made.")
  String id = "";

  public AccountToken(Session session) {
    super(session);
  }

  @Override
  protected ExitCode run() {
    session
        .out()
        .println(
            session
                .served()
                .identity()
                .createToken(OwnAccount.or(account, session), id, seconds(expiresIn)));
    return ExitCode.OK;
  }

  private static long seconds(String text) {
    Matcher matcher = DURATION.matcher(text);
    if (!matcher.matches()) {
      throw CommandFailure.usage(
          "\"" + text + "\" is no time.",
          "It is a number with s, m, h or d behind it.",
          "--expires-in 90d");
    }
    long number = Long.parseLong(matcher.group(1));
    return switch (matcher.group(2)) {
      case "m" -> number * 60;
      case "h" -> number * 3_600;
      case "d" -> number * 86_400;
      default -> number;
    };
  }
}

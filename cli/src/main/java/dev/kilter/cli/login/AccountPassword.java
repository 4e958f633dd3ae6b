package dev.kilter.cli.login;

import dev.kilter.cli.session.CommandFailure;
import dev.kilter.cli.session.ExitCode;
import dev.kilter.cli.session.Question;
import dev.kilter.cli.session.Session;
import dev.kilter.cli.session.Verb;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code kilter account update-password}. */
@Command(name = "update-password", description = "Change a password; its sessions end.")
public final class AccountPassword extends Verb {
  @Option(names = "--account", paramLabel = "NAME", description = "Else your own.")
  String account = "";

  @Option(
      names = "--current-password",
      paramLabel = "PASSWORD",
      description = "Your own, asked for where left out.")
  String current = "";

  @Option(
      names = "--new-password",
      paramLabel = "PASSWORD",
      description = "Asked for twice where left out.")
  String fresh = "";

  public AccountPassword(Session session) {
    super(session);
  }

  @Override
  protected ExitCode run() {
    String name = OwnAccount.or(account, session);
    String known =
        current.isEmpty() ? Question.secret(session, "Your current password: ") : current;
    String wanted = fresh;
    if (wanted.isEmpty()) {
      wanted = Question.secret(session, "The new password: ");
      if (!wanted.equals(Question.secret(session, "The new password again: "))) {
        throw CommandFailure.usage(
            "Nothing was changed.",
            "The two new passwords are not the same.",
            "kilter account update-password");
      }
    }
    session.served().identity().changePassword(name, known, wanted);
    session.out().println("Password updated");
    return ExitCode.OK;
  }
}

package dev.kilter.cli.login;

import dev.kilter.api.Document;
import dev.kilter.cli.print.OutputOption;
import dev.kilter.cli.session.ExitCode;
import dev.kilter.cli.session.Session;
import dev.kilter.cli.session.Verb;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code kilter account get-user-info}. */
@Command(name = "get-user-info", description = "Say who is logged in.")
public final class AccountUserInfo extends Verb {
  @Mixin OutputOption output = new OutputOption();

  public AccountUserInfo(Session session) {
    super(session);
  }

  @Override
  protected ExitCode run() {
    Document user = session.served().identity().userInfo();
    Optional<String> machine = output.format().machineText(user);
    session.out().print(machine.orElseGet(() -> text(user)));
    return ExitCode.OK;
  }

  private static String text(Document user) {
    if (!user.flag("loggedIn")) {
      return "Logged In: false\n";
    }
    List<String> groups = user.texts("groups");
    return "Logged In: true\nUsername: "
        + user.text("username")
        + "\nIssuer: "
        + user.text("iss")
        + "\nGroups: "
        + String.join(",", groups)
        + "\n";
  }
}

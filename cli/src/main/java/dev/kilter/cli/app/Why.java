package dev.kilter.cli.app;

import dev.kilter.api.ApiException;
import dev.kilter.api.Document;
import dev.kilter.api.client.AppRef;
import dev.kilter.cli.session.Session;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Why an application is as it is, as the lines of an error or of a wait. Asking must never make
 * things worse: where nobody can tell, it is empty.
 */
record Why(Document explained) {
  private static final int REMEDIES = 4;

  static Why of(Session session, AppRef app) {
    try {
      return new Why(session.applications().explain(app));
    } catch (ApiException e) {
      return new Why(Document.EMPTY);
    }
  }

  String headline() {
    return explained.text("headline");
  }

  /** What a wait is for; empty where all is well already and only the word is still out. */
  String obstacle() {
    return explained.text("code").equals("KIL-OK") ? "" : headline();
  }

  /** The headline, its evidence, and those of the causes that it does not name. */
  String text(List<String> causes) {
    List<String> lines = new ArrayList<>();
    if (!headline().isEmpty()) {
      lines.add(headline());
    }
    lines.addAll(explained.texts("evidence"));
    String said = String.join("\n", lines);
    causes.stream().filter(cause -> !cause.isEmpty() && !said.contains(cause)).forEach(lines::add);
    return String.join("\n", lines);
  }

  /** The commands of the fixes first, without repeating any. */
  List<String> remedies(String... always) {
    Set<String> commands = new LinkedHashSet<>();
    explained.documents("fixes").stream()
        .map(fix -> fix.text("command"))
        .filter(command -> !command.isEmpty())
        .forEach(commands::add);
    commands.addAll(List.of(always));
    return commands.stream().limit(Math.max(REMEDIES, always.length)).toList();
  }
}

package dev.kilter.cli.repository;

import dev.kilter.cli.session.ExitCode;
import dev.kilter.cli.session.Session;
import dev.kilter.cli.session.Verb;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code kilter repo rm}. */
@Command(name = "rm", description = "Forget repositories and their credentials.")
public final class RepoRemove extends Verb {
  @Parameters(paramLabel = "URL", arity = "1..*", description = "Exactly as it was added.")
  List<String> urls = new ArrayList<>();

  public RepoRemove(Session session) {
    super(session);
  }

  @Override
  protected ExitCode run() {
    for (String url : urls) {
      session.client().repositories().delete(url);
      session.out().println("repository \"" + url + "\" removed");
    }
    return ExitCode.OK;
  }
}

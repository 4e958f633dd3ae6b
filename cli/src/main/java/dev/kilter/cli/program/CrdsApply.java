package dev.kilter.cli.program;

import dev.kilter.cli.session.ExitCode;
import dev.kilter.cli.session.Session;
import dev.kilter.cli.session.Verb;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code kilter crds apply}. */
@Command(name = "apply", description = "Apply the custom resource definitions.")
public final class CrdsApply extends Verb {
  @Option(
      names = "--take-crds",
      description = "Take over definitions that another installation brought.")
  boolean take;

  public CrdsApply(Session session) {
    super(session);
  }

  @Override
  protected ExitCode run() {
    session.factory().applyDefinitions(session.connection(), take).forEach(session.out()::println);
    return ExitCode.OK;
  }
}

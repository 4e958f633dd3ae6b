package dev.kilter.cli.project;

import dev.kilter.api.Document;
import dev.kilter.cli.session.CommandFailure;
import dev.kilter.cli.session.ExitCode;
import dev.kilter.cli.session.ManifestFile;
import dev.kilter.cli.session.Session;
import dev.kilter.cli.session.Verb;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kilter proj create}. */
@Command(name = "create", description = "Create a project from flags, a file or stdin.")
public final class ProjCreate extends Verb {
  @Parameters(paramLabel = "PROJECT", arity = "0..1", description = "Name.")
  String name = "";

  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      description = "Manifest; - for stdin.")
  String file = "";

  @Mixin ProjectOptions project = new ProjectOptions();

  @Option(names = "--upsert", description = "Change it where it exists with another spec.")
  boolean upsert;

  public ProjCreate(Session session) {
    super(session);
  }

  @Override
  protected ExitCode run() {
    for (Document base : file.isEmpty() ? List.of(named()) : ManifestFile.read(session, file)) {
      Document created = session.client().projects().create(project.onto(base), upsert);
      session.out().println("project \"" + created.text("metadata", "name") + "\" created");
    }
    return ExitCode.OK;
  }

  private Document named() {
    if (name.isEmpty()) {
      throw CommandFailure.usage(
          "No project was named.",
          "Give a name with flags, or a manifest with -f.",
          "kilter proj create shop --src URL --dest https://kubernetes.default.svc,shop");
    }
    return Document.EMPTY.with(name, "metadata", "name").with(Map.of(), "spec");
  }
}

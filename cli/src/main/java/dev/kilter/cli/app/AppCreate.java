package dev.kilter.cli.app;

import dev.kilter.api.Document;
import dev.kilter.api.client.ApplicationDocument;
import dev.kilter.api.client.SyncRequest;
import dev.kilter.cli.session.CommandFailure;
import dev.kilter.cli.session.ExitCode;
import dev.kilter.cli.session.ManifestFile;
import dev.kilter.cli.session.Session;
import dev.kilter.cli.session.Style;
import dev.kilter.cli.session.Timeout;
import dev.kilter.cli.session.Verb;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kilter app create}. */
@Command(name = "create", description = "Create applications from flags, a file or stdin.")
public final class AppCreate extends Verb {
  @Parameters(paramLabel = "APP", arity = "0..1", description = "Name, or NAMESPACE/NAME.")
  String name = "";

  @Option(names = "--name", hidden = true, description = "Taken from argocd's older scripts.")
  String otherName = "";

  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      description = "Manifest; - for stdin.")
  String file = "";

  @Mixin SpecOptions spec = new SpecOptions();

  @Option(
      names = {"-l", "--label"},
      paramLabel = "NAME=VALUE",
      description = "Label of the application.")
  Map<String, String> labels = new LinkedHashMap<>();

  @Option(
      names = "--annotations",
      paramLabel = "NAME=VALUE",
      description = "Annotation of the application.")
  Map<String, String> annotations = new LinkedHashMap<>();

  @Option(
      names = "--set-finalizer",
      description = "Delete the application's objects with it, however it is deleted.")
  boolean finalizer;

  @Option(names = "--upsert", description = "Change it where it exists with another spec.")
  boolean upsert;

  @Option(names = "--sync", description = "Sync it at once.")
  boolean sync;

  @Option(names = "--wait", description = "Wait until it is synced and healthy.")
  boolean wait;

  @Mixin Timeout timeout = new Timeout();

  public AppCreate(Session session) {
    super(session);
  }

  @Override
  protected ExitCode run() {
    name = name.isEmpty() ? otherName : name;
    ExitCode worst = ExitCode.OK;
    for (Document wanted : wanted()) {
      ApplicationDocument created = session.applications().create(wanted, upsert, spec.validate);
      session
          .out()
          .println(
              session.style().green(session.style().symbol(Style.Symbol.GOOD))
                  + " application \""
                  + AppText.qualifiedName(created)
                  + "\" created");
      ExitCode code = follow(created);
      worst = code == ExitCode.OK ? worst : code;
    }
    return worst;
  }

  private ExitCode follow(ApplicationDocument created) {
    SyncRun run = new SyncRun(session, timeout.seconds());
    if (sync) {
      ExitCode synced = run.sync(AppNames.ref(created), SyncRequest.PLAIN, !wait);
      if (synced != ExitCode.OK || !wait) {
        return synced;
      }
    }
    if (wait) {
      WaitConditions conditions = new WaitConditions();
      new Watcher(session, timeout.seconds()).until(AppNames.ref(created), conditions.all());
    }
    return ExitCode.OK;
  }

  private List<Document> wanted() {
    List<Document> wanted = new ArrayList<>();
    for (Document base : file.isEmpty() ? List.of(named()) : ManifestFile.read(session, file)) {
      Document application = spec.onto(base);
      for (Map.Entry<String, String> label : labels.entrySet()) {
        application = application.with(label.getValue(), "metadata", "labels", label.getKey());
      }
      for (Map.Entry<String, String> one : annotations.entrySet()) {
        application = application.with(one.getValue(), "metadata", "annotations", one.getKey());
      }
      if (finalizer) {
        application =
            application.with(
                List.of("resources-finalizer.argocd.argoproj.io"), "metadata", "finalizers");
      }
      wanted.add(defaulted(application));
    }
    return wanted;
  }

  private Document named() {
    if (name.isEmpty()) {
      throw CommandFailure.usage(
          "No application was named.",
          "Give a name with flags, or a manifest with -f.",
          "kilter app create guestbook --repo URL --path guestbook --dest-namespace default");
    }
    return Document.EMPTY.with(session.app(name).name(), "metadata", "name");
  }

  private Document defaulted(Document application) {
    Document result = application;
    String namespace = name.isEmpty() ? session.appNamespace() : session.app(name).namespace();
    if (!namespace.isEmpty() && !result.has("metadata", "namespace")) {
      result = result.with(namespace, "metadata", "namespace");
    }
    if (result.text("spec", "project").isEmpty()) {
      result = result.with("default", "spec", "project");
    }
    boolean placed =
        result.has("spec", "destination", "server") || result.has("spec", "destination", "name");
    return placed || !file.isEmpty()
        ? result
        : result.with("https://kubernetes.default.svc", "spec", "destination", "server");
  }
}

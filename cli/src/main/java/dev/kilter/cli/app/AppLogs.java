package dev.kilter.cli.app;

import dev.kilter.api.Document;
import dev.kilter.api.client.AppRef;
import dev.kilter.api.client.LogQuery;
import dev.kilter.cli.session.ExitCode;
import dev.kilter.cli.session.Session;
import dev.kilter.cli.session.Verb;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code kilter app logs}: the pods of an application as one story, by a server. */
@Command(name = "logs", description = "Show the logs of an application's pods.")
public final class AppLogs extends Verb {
  @Mixin OneApp named = new OneApp();

  @Option(
      names = {"-f", "--follow"},
      description = "Wait for more.")
  boolean follow;

  @Option(
      names = {"-p", "--previous"},
      description = "Of the containers before their last restart.")
  boolean previous;

  @Option(names = "--tail", paramLabel = "LINES", description = "So many of each pod's last.")
  long tail;

  @Option(names = "--since-seconds", paramLabel = "SECONDS", description = "Only newer ones.")
  long since;

  @Option(names = "--filter", paramLabel = "TEXT", description = "Only with it; !TEXT without.")
  String filter = "";

  @Option(
      names = {"-m", "--match-case"},
      description = "The filter minds upper and lower case.")
  boolean matchCase;

  @Option(names = "--group", paramLabel = "GROUP", description = "Of the object.")
  String group = "";

  @Option(names = "--kind", paramLabel = "KIND", description = "Of the object.")
  String kind = "";

  @Option(names = "--name", paramLabel = "NAME", description = "Of the object; else all pods.")
  String object = "";

  @Option(names = "--resource-namespace", paramLabel = "NAMESPACE", description = "Of the object.")
  String namespace = "";

  @Option(
      names = {"-c", "--container"},
      paramLabel = "NAME",
      description = "Else the only or default one.")
  String container = "";

  public AppLogs(Session session) {
    super(session);
  }

  @Override
  protected ExitCode run() {
    AppRef app = named.in(session);
    LogQuery query =
        new LogQuery(
            group, kind, object, namespace, container, filter, tail, since, follow, matchCase,
            previous);
    session
        .served()
        .applications()
        .logs(
            app,
            query,
            entry -> {
              print(entry);
              return !entry.flag("last");
            });
    return ExitCode.OK;
  }

  private void print(Document entry) {
    if (!entry.flag("last")) {
      session
          .out()
          .println(session.style().dim(entry.text("podName")) + " " + entry.text("content"));
      session.out().flush();
    }
  }
}

package dev.kilter.cli.login;

import dev.kilter.api.Document;
import dev.kilter.cli.print.OutputOption;
import dev.kilter.cli.print.Table;
import dev.kilter.cli.session.ExitCode;
import dev.kilter.cli.session.Session;
import dev.kilter.cli.session.Verb;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code kilter cluster list}. */
@Command(name = "list", description = "List the clusters and how they do.")
public final class ClusterList extends Verb {
  @Mixin OutputOption output = new OutputOption();

  public ClusterList(Session session) {
    super(session);
  }

  @Override
  protected ExitCode run() {
    List<Document> clusters = session.served().clusters();
    Optional<String> machine = output.format().machineText(clusters);
    session.out().print(machine.orElseGet(() -> table(clusters)));
    return ExitCode.OK;
  }

  private static String table(List<Document> clusters) {
    Table table = new Table("SERVER", "NAME", "VERSION", "STATUS", "MESSAGE");
    clusters.forEach(cluster ->
        table.row(
            cluster.text("server"),
            cluster.text("name"),
            cluster.text("serverVersion"),
            cluster.text("connectionState", "status"),
            cluster.text("connectionState", "message")));
    return table.text();
  }
}

package dev.kilter.cli.repository;

import dev.kilter.api.Document;
import dev.kilter.cli.session.ExitCode;
import dev.kilter.cli.session.Session;
import dev.kilter.cli.session.Verb;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code kilter repo add}. */
@Command(name = "add", description = "Add a repository with its credentials.")
public final class RepoAdd extends Verb {
  @Parameters(paramLabel = "URL", description = "Repository.")
  String url = "";

  @Option(names = "--type", paramLabel = "TYPE", description = "git, helm or oci.")
  String type = "git";

  @Option(names = "--name", paramLabel = "NAME", description = "For people.")
  String name = "";

  @Option(names = "--project", paramLabel = "PROJECT", description = "Only for this project.")
  String project = "";

  @Mixin AccessOptions access = new AccessOptions();

  @Option(names = "--proxy", paramLabel = "URL", description = "Proxy for this repository.")
  String proxy = "";

  @Option(names = "--no-proxy", paramLabel = "HOSTS", description = "Hosts without the proxy.")
  String noProxy = "";

  @Option(names = "--enable-lfs", description = "Git LFS.")
  boolean lfs;

  @Option(names = "--enable-oci", description = "Helm charts from an OCI registry.")
  boolean oci;

  @Option(names = "--upsert", description = "Change it where it is known with other settings.")
  boolean upsert;

  public RepoAdd(Session session) {
    super(session);
  }

  @Override
  protected ExitCode run() {
    Document place =
        Document.EMPTY
            .with(url, "repo")
            .with(type, "type")
            .with(name, "name")
            .with(project, "project");
    Document repository =
        access
            .onto(place, session)
            .with(proxy, "proxy")
            .with(noProxy, "noProxy")
            .with(flag(lfs), "enableLfs")
            .with(flag(oci), "enableOCI")
            .compact();
    session.client().repositories().create(repository, upsert);
    session.out().println("repository \"" + url + "\" added");
    return ExitCode.OK;
  }

  static String flag(boolean set) {
    return set ? "true" : "";
  }
}

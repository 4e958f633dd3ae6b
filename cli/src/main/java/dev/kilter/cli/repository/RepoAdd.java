package dev.kilter.cli.repository;

import dev.kilter.api.Document;
import dev.kilter.cli.session.CommandFailure;
import dev.kilter.cli.session.ExitCode;
import dev.kilter.cli.session.Session;
import dev.kilter.cli.session.Verb;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
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

  @Option(names = "--username", paramLabel = "NAME", description = "User.")
  String username = "";

  @Option(
      names = "--password",
      paramLabel = "TEXT",
      description = "Password or token; - reads a line from stdin, so that it stays out of ps.")
  String password = "";

  @Option(names = "--bearer-token", paramLabel = "TEXT", description = "Bearer token.")
  String bearerToken = "";

  @Option(names = "--ssh-private-key-path", paramLabel = "FILE", description = "SSH key.")
  String sshKey = "";

  @Option(names = "--tls-client-cert-path", paramLabel = "FILE", description = "Certificate.")
  String certificate = "";

  @Option(names = "--tls-client-cert-key-path", paramLabel = "FILE", description = "Its key.")
  String certificateKey = "";

  @Option(names = "--proxy", paramLabel = "URL", description = "Proxy for this repository.")
  String proxy = "";

  @Option(names = "--no-proxy", paramLabel = "HOSTS", description = "Hosts without the proxy.")
  String noProxy = "";

  @Option(
      names = {"--insecure-skip-server-verification", "--insecure-ignore-host-key"},
      description = "Do not check who answers.")
  boolean insecure;

  @Option(names = "--enable-lfs", description = "Git LFS.")
  boolean lfs;

  @Option(names = "--enable-oci", description = "Helm charts from an OCI registry.")
  boolean oci;

  @Option(names = "--force-http-basic-auth", description = "Send the credentials unasked.")
  boolean basicAuth;

  @Option(names = "--upsert", description = "Change it where it is known with other settings.")
  boolean upsert;

  public RepoAdd(Session session) {
    super(session);
  }

  @Override
  protected ExitCode run() {
    Document repository =
        Document.EMPTY
            .with(url, "repo")
            .with(type, "type")
            .with(name, "name")
            .with(project, "project")
            .with(username, "username")
            .with(password.equals("-") ? line() : password, "password")
            .with(bearerToken, "bearerToken")
            .with(file(sshKey), "sshPrivateKey")
            .with(file(certificate), "tlsClientCertData")
            .with(file(certificateKey), "tlsClientCertKey")
            .with(proxy, "proxy")
            .with(noProxy, "noProxy")
            .with(flag(insecure), "insecure")
            .with(flag(lfs), "enableLfs")
            .with(flag(oci), "enableOCI")
            .with(flag(basicAuth), "forceHttpBasicAuth")
            .compact();
    session.client().repositories().create(repository, upsert);
    session.out().println("repository \"" + url + "\" added");
    return ExitCode.OK;
  }

  private static String flag(boolean set) {
    return set ? "true" : "";
  }

  private String line() {
    try {
      String line =
          new BufferedReader(new InputStreamReader(session.console().in(), StandardCharsets.UTF_8))
              .readLine();
      return line == null ? "" : line;
    } catch (IOException e) {
      throw CommandFailure.usage("The password cannot be read from stdin.", e.toString());
    }
  }

  private static String file(String path) {
    if (path.isEmpty()) {
      return "";
    }
    try {
      return Files.readString(Path.of(path));
    } catch (IOException e) {
      throw CommandFailure.usage("\"" + path + "\" cannot be read.", e.toString());
    }
  }
}

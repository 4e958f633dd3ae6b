package dev.kilter.cli.repository;

import dev.kilter.api.Document;
import dev.kilter.cli.session.CommandFailure;
import dev.kilter.cli.session.Question;
import dev.kilter.cli.session.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** How to get into a repository. */
final class AccessOptions {
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

  @Option(
      names = {"--insecure-skip-server-verification", "--insecure-ignore-host-key"},
      description = "Do not check who answers.")
  boolean insecure;

  @Option(names = "--force-http-basic-auth", description = "Send the credentials unasked.")
  boolean basicAuth;

  Document onto(Document repository, Session session) {
    return repository
        .with(username, "username")
        .with(password.equals("-") ? Question.line(session) : password, "password")
        .with(bearerToken, "bearerToken")
        .with(file(sshKey), "sshPrivateKey")
        .with(file(certificate), "tlsClientCertData")
        .with(file(certificateKey), "tlsClientCertKey")
        .with(RepoAdd.flag(insecure), "insecure")
        .with(RepoAdd.flag(basicAuth), "forceHttpBasicAuth");
  }

  private static String file(String path) {
    if (path.isEmpty()) {
      return "";
    }
    try {
      return Files.readString(Path.of(path));
    } catch (IOException e) {
      throw CommandFailure.usage("\"" + path + "\" cannot be read.", e.toString(), "ls -l " + path);
    }
  }
}

package dev.kilter.sandbox.kube;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kilter.sandbox.pki.Identity;
import dev.kilter.sandbox.pki.Pem;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.util.Base64;

/**
 * The kubeconfig of a sandbox, written as JSON (which every YAML reader reads): context {@code
 * sandbox} uses the token, context {@code sandbox-certificate} the client certificate.
 */
public final class Kubeconfig {
  private static final String TOKEN_USER = "sandbox";
  private static final String CERTIFICATE_USER = "sandbox-certificate";

  private Kubeconfig() {}

  /** Writes the file in one step, readable by its owner only. */
  public static void write(ClusterAccess access, Path file) throws IOException {
    var config =
        Json.object(
            """
            {"apiVersion": "v1", "kind": "Config", "current-context": "sandbox",
             "clusters": [{"name": "sandbox", "cluster": {}}],
             "users": [{"name": "sandbox", "user": {}},
                       {"name": "sandbox-certificate", "user": {}}],
             "contexts": [
              {"name": "sandbox", "context": {"cluster": "sandbox", "user": "sandbox"}},
              {"name": "sandbox-certificate",
               "context": {"cluster": "sandbox", "user": "sandbox-certificate"}}]}
            """);
    ((ObjectNode) config.at("/clusters/0/cluster"))
        .put("server", access.server().toString())
        .put("certificate-authority-data", base64(access.authorityPem()));
    ((ObjectNode) config.at("/users/0/user")).put("token", access.token());
    ((ObjectNode) config.at("/users/1/user"))
        .put("client-certificate-data", base64(access.certificate().certificatePem()))
        .put("client-key-data", base64(access.certificate().keyPem()));
    var folder = file.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    var owner = PosixFilePermissions.fromString("rw-------");
    var draft =
        Files.createTempFile(
            folder, ".kubeconfig", "", PosixFilePermissions.asFileAttribute(owner));
    Files.writeString(draft, Json.pretty(config));
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Reads a file that {@link #write} has written, in this process or another. */
  public static ClusterAccess read(Path file) throws IOException {
    try {
      var config = Json.parse(Files.readString(file));
      var cluster = config.at("/clusters/0/cluster");
      var certificate = user(config, CERTIFICATE_USER);
      return new ClusterAccess(
          URI.create(cluster.path("server").asText()),
          decoded(cluster.path("certificate-authority-data")),
          user(config, TOKEN_USER).path("token").asText(),
          new Identity(
              Pem.certificate(decoded(certificate.path("client-certificate-data"))),
              Pem.privateKey(decoded(certificate.path("client-key-data")), "RSA")));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IOException(file + " is not a kubeconfig that a Kilter sandbox has written", e);
    }
  }

  private static JsonNode user(JsonNode config, String name) {
    for (var user : config.path("users")) {
      if (user.path("name").asText().equals(name)) {
        return user.path("user");
      }
    }
    throw new IllegalArgumentException("no user " + name);
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String decoded(JsonNode node) {
    return new String(Base64.getDecoder().decode(node.asText()), StandardCharsets.UTF_8);
  }
}

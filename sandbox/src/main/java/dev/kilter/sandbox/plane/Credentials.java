package dev.kilter.sandbox.plane;

import dev.kilter.sandbox.pki.CertificateAuthority;
import dev.kilter.sandbox.pki.Identity;
import dev.kilter.sandbox.pki.Pem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/**
 * The sandbox's certificates, keys and tokens as files, made once per data folder. They are valid
 * for the loopback address whatever the port is.
 */
record Credentials(Path folder) {
  private static final String LOOPBACK = "127.0.0.1";

  /** First address of the service range: what pods would call the API server. */
  private static final String API_SERVICE = "10.96.0.1";

  private static final String MASTERS = "system:masters";
  private static final int TOKEN_BYTES = 24;

  /** Reads what the folder has, or makes it. */
  static Credentials in(Path folder, Instant now) throws IOException {
    var credentials = new Credentials(folder);
    if (!Files.exists(credentials.tokens())) {
      try {
        credentials.create(now);
      } catch (GeneralSecurityException e) {
        throw new IOException("cannot make the sandbox's certificates", e);
      }
    }
    return credentials;
  }

  private void create(Instant now) throws GeneralSecurityException, IOException {
    var authority = CertificateAuthority.create("kilter-sandbox", now);
    write("ca.crt", authority.authority().certificatePem());
    write("ca.key", authority.authority().keyPem());
    var hosts = List.of("localhost", "kubernetes", "kubernetes.default", "kubernetes.default.svc");
    save("apiserver", authority.server("kube-apiserver", hosts, List.of(LOOPBACK, API_SERVICE)));
    save("etcd", authority.server("etcd", List.of("localhost"), List.of(LOOPBACK)));
    save("kubelet", authority.server("kubelet", List.of("localhost"), List.of(LOOPBACK)));
    save("apiserver-client", authority.client("kube-apiserver", MASTERS));
    save("admin", authority.client("sandbox-admin", MASTERS));
    var serviceAccounts = CertificateAuthority.ellipticKeys();
    write("service-accounts.key", Pem.print(serviceAccounts.getPrivate()));
    write("service-accounts.pub", Pem.print(serviceAccounts.getPublic()));
    // Last, because its presence says that everything else is there.
    write("tokens.csv", "%s,sandbox-admin,sandbox-admin,\"%s\"\n".formatted(newToken(), MASTERS));
  }

  private static String newToken() {
    var bytes = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private void save(String name, Identity identity) throws IOException {
    write(name + ".crt", identity.certificatePem());
    write(name + ".key", identity.keyPem());
  }

  private void write(String name, String text) throws IOException {
    var file = folder.resolve(name);
    Files.deleteIfExists(file);
    var owner = PosixFilePermissions.fromString("rw-------");
    Files.createFile(file, PosixFilePermissions.asFileAttribute(owner));
    Files.writeString(file, text, StandardOpenOption.WRITE);
  }

  Path certificate(String name) {
    return folder.resolve(name + ".crt");
  }

  Path key(String name) {
    return folder.resolve(name + ".key");
  }

  Path serviceAccountPublicKey() {
    return folder.resolve("service-accounts.pub");
  }

  Path tokens() {
    return folder.resolve("tokens.csv");
  }

  String authorityPem() throws IOException {
    return Files.readString(certificate("ca"));
  }

  String token() throws IOException {
    var line = Files.readString(tokens());
    return line.substring(0, line.indexOf(','));
  }

  Identity server(String name) throws IOException {
    return identity(name, "EC");
  }

  Identity client(String name) throws IOException {
    return identity(name, "RSA");
  }

  private Identity identity(String name, String algorithm) throws IOException {
    try {
      return new Identity(
          Pem.certificate(Files.readString(certificate(name))),
          Pem.privateKey(Files.readString(key(name)), algorithm));
    } catch (GeneralSecurityException e) {
      throw new IOException(
          "cannot read the certificate " + certificate(name) + "; start again with --reset", e);
    }
  }
}

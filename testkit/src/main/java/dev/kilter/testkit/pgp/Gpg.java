package dev.kilter.testkit.pgp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/** The real {@code gpg} with a home of its own. */
public final class Gpg implements AutoCloseable {
  private final Path home;
  private final Path program;

  public Gpg(Path folder) throws IOException {
    home =
        Files.createDirectory(
            folder,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Files.writeString(home.resolve("gpg.conf"), "batch\npinentry-mode loopback\n");
    program = home.resolve("gpg");
    Files.writeString(program, "#!/bin/sh\nexec gpg --homedir " + home + " \"$@\"\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
  }

  /** What Git calls in place of {@code gpg}. */
  public String program() {
    return program.toString();
  }

  /** Makes a key that signs, and tells its id. */
  public String key(String name, String expiry) {
    gpg("--passphrase", "", "--quick-generate-key", name, "ed25519", "sign", expiry);
    return idOfLast("pub", name);
  }

  /** Adds a subkey that signs to a key, and tells its id. */
  public String subkey(String name) {
    gpg("--passphrase", "", "--quick-add-key", fingerprint(name), "rsa2048", "sign", "never");
    return idOfLast("sub", name);
  }

  public String export(String id) {
    return gpg("--armor", "--export", id);
  }

  /** Makes a key without a passphrase of which a subkey decrypts, and tells its fingerprint. */
  public String decryptingKey(String name, String primary, String subkey) {
    gpg("--passphrase", "", "--quick-generate-key", name, primary, "sign", "never");
    gpg("--passphrase", "", "--quick-add-key", fingerprint(name), subkey, "encr", "never");
    return fingerprint(name);
  }

  /** The file, encrypted for a key as armoured text. */
  public String encrypted(Path file, String recipient) {
    return gpg(
        "--armor", "--trust-model", "always", "-r", recipient, "-o", "-", "-e", file.toString());
  }

  public String secret(String id) {
    return gpg("--armor", "--export-secret-keys", id);
  }

  /** With the certificate that gpg lays by for every key. */
  public void revoke(String name) throws IOException {
    Path certificate = home.resolve("openpgp-revocs.d/" + fingerprint(name) + ".rev");
    Path usable = home.resolve("usable.rev");
    Files.writeString(usable, Files.readString(certificate).replace(":-----BEGIN", "-----BEGIN"));
    gpg("--import", usable.toString());
  }

  /** Signatures that are made from now on end so long after they were made. */
  public void signaturesExpireAfter(String time) throws IOException {
    Path conf = home.resolve("gpg.conf");
    Files.writeString(conf, Files.readString(conf) + "default-sig-expire " + time + "\n");
  }

  private String fingerprint(String name) {
    return field("fpr", name, 9).getFirst();
  }

  private String idOfLast(String kind, String name) {
    return field(kind, name, 4).getLast();
  }

  private List<String> field(String kind, String name, int field) {
    return gpg("--with-colons", "--list-keys", name)
        .lines()
        .map(line -> line.split(":", -1))
        .filter(fields -> fields[0].equals(kind))
        .map(fields -> fields[field])
        .toList();
  }

  private String gpg(String... arguments) {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(arguments));
    return run(command);
  }

  public static String run(List<String> command) {
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      process.getOutputStream().close();
      String output =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      if (process.waitFor() != 0) {
        throw new IllegalStateException(String.join(" ", command) + ": " + output);
      }
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Ends the agent that gpg has left behind. */
  @Override
  public void close() {
    run(List.of("gpgconf", "--homedir", home.toString(), "--kill", "all"));
  }
}

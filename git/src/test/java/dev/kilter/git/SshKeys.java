package dev.kilter.git;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.Objects;
import org.apache.sshd.common.config.keys.PublicKeyEntry;

/** Keys made by the tool that users make theirs with. */
final class SshKeys {
  private SshKeys() {}

  record Key(String text, PublicKey open) {}

  static Key make(String type, Path file) throws Exception {
    new ProcessBuilder("ssh-keygen", "-q", "-N", "", "-t", type, "-f", file.toString())
        .inheritIO()
        .start()
        .waitFor();
    PublicKeyEntry entry =
        PublicKeyEntry.parsePublicKeyEntry(Files.readString(Path.of(file + ".pub")).strip());
    return new Key(
        Files.readString(file), Objects.requireNonNull(entry.resolvePublicKey(null, null, null)));
  }
}

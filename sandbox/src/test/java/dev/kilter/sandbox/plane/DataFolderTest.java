package dev.kilter.sandbox.plane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
  @TempDir Path root;

  @Test
  void belongsToOneSandboxAtATime() throws IOException {
    try (var _ = DataFolder.open(root)) {
      assertThatThrownBy(() -> DataFolder.open(root))
          .hasMessage(
              "another sandbox is running on " + root + "; stop it or name another data folder");
    }
    DataFolder.open(root).close();
  }

  @Test
  void forgetsItsOwnFilesOnlyWhenReset() throws IOException {
    try (var data = DataFolder.open(root)) {
      Files.createDirectories(data.etcd().resolve("member"));
      Files.writeString(data.kubeconfig(), "old");
      Files.writeString(root.resolve("notes.txt"), "the user's");
      data.reset();
      assertThat(data.etcd()).doesNotExist();
      assertThat(data.kubeconfig()).doesNotExist();
      assertThat(root.resolve("notes.txt")).hasContent("the user's");
    }
  }

  @Test
  void keepsItsKeysFromOthersAndOverRestarts() throws IOException {
    try (var data = DataFolder.open(root)) {
      var first = Credentials.in(data.pki(), Instant.now());
      var token = first.token();
      assertThat(Credentials.in(data.pki(), Instant.now()).token()).isEqualTo(token);
      for (var secret : new Path[] {first.key("admin"), first.tokens(), first.key("ca")}) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)))
            .isEqualTo("rw-------");
      }
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(root)))
          .isEqualTo("rwx------");
    }
  }
}

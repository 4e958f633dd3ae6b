package dev.kilter.render.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchFoldersTest {
  @TempDir Path root;

  @Test
  void removesWhatProcessesThatAreGoneHaveLeft() throws IOException {
    Path gone = Files.createDirectories(root.resolve("run-1999999999-1700000000000-x/input"));
    Path sameId =
        Files.createDirectories(
            root.resolve("run-" + ProcessHandle.current().pid() + "-1000-x/input"));
    Files.writeString(sameId.resolve("a.yaml"), "a: 1");
    ScratchFolders.in(root);
    assertThat(gone.getParent()).doesNotExist();
    assertThat(sameId.getParent()).doesNotExist();
  }

  @Test
  void leavesWhatALivingProcessWorksInAndWhatIsNotItsOwn() throws IOException {
    Scratch living = ScratchFolders.in(root).make();
    Path foreign = Files.createDirectory(root.resolve("notes"));
    ScratchFolders.in(root);
    assertThat(living.input()).exists();
    assertThat(foreign).exists();
  }
}

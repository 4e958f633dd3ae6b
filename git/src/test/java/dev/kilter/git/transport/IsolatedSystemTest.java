package dev.kilter.git.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IsolatedSystemTest {
  @BeforeEach
  void install() {
    IsolatedSystem.install();
  }

  @Test
  void sparesTheFirstFetchTheMeasuringOfTheFileSystem(@TempDir Path folder) {
    assertThat(FS.getFileStoreAttributes(folder).getFsTimestampResolution())
        .isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void showsNoEnvironmentAndNoConfiguration() throws Exception {
    assertThat(SystemReader.getInstance().getenv("PATH")).isNull();
    assertThat(SystemReader.getInstance().getUserConfig().getSections()).isEmpty();
    assertThat(SystemReader.getInstance().getSystemConfig().getSections()).isEmpty();
  }
}

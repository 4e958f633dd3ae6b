package dev.kilter.app.tools;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;
import dev.kilter.model.settings.Settings;
import dev.kilter.render.process.Programs.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ToolProgramsTest {
  @TempDir Path folder;
  private final Deque<Runnable> threads = new ArrayDeque<>();
  private Supply.Fetch fetch =
      told -> {
        throw new IOException("no way to get it worked");
      };

  private Result<Path> find(String searchPath, Settings.Tools settings) {
    return new ToolPrograms(searchPath, Map.of(Tool.KUSTOMIZE, supply))
        .find(Tool.KUSTOMIZE, settings);
  }

  private final Supply supply =
      new Supply(
          "kustomize",
          () -> Optional.of(folder.resolve("cache")).filter(Files::isDirectory),
          told -> fetch.into(told),
          _ -> {},
          threads::add);

  private static Settings.Tools at(Path path) {
    return new Settings.Tools(
        "",
        path.toString(),
        "",
        Map.of(),
        List.of(),
        List.of(),
        Settings.Tools.DEFAULTS.timeout(),
        0);
  }

  private Path program(String in) throws IOException {
    Path file = Files.createDirectories(folder.resolve(in)).resolve("kustomize");
    Files.writeString(file, "#!/bin/sh\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
    return file;
  }

  @Test
  void takesTheOneThatIsSetThenTheOneOnThePath() throws IOException {
    Path set = program("set");
    Path onPath = program("bin");
    String path = "relative:" + folder.resolve("none") + ":" + folder.resolve("bin");
    assertThat(find(path, at(set))).isEqualTo(Result.success(set));
    assertThat(find(path, Settings.Tools.DEFAULTS)).isEqualTo(Result.success(onPath));
    assertThat(threads).isEmpty();
  }

  @Test
  void neverPassesOverASettingThatIsWrong() throws IOException {
    String path = program("bin").resolveSibling("").toString();
    assertThat(find(path, at(folder.resolve("absent"))))
        .isEqualTo(
            Result.failed(
                new Failure.ToolMissing(
                    "kustomize",
                    "kilter.kustomize.path names "
                        + folder.resolve("absent")
                        + ", which cannot be executed")));
  }

  @Test
  void saysWhatIsBeingDoneWhileItIsFetchedOnce() throws IOException {
    fetch =
        told -> {
          told.line("building kustomize (usually about half a minute)");
          assertThat(message()).contains("being got: building kustomize (usually");
          return program("cache").resolveSibling("");
        };
    assertThat(message()).contains("being got: it was just asked for");
    assertThat(message()).contains("being got");
    assertThat(threads).hasSize(1);
    threads.remove().run();
    assertThat(find("", Settings.Tools.DEFAULTS))
        .isEqualTo(Result.success(folder.resolve("cache/kustomize")));
  }

  @Test
  void namesWhyItFailedAndTriesAgain() {
    message();
    threads.remove().run();
    assertThat(message()).endsWith("before, no way to get it worked");
    assertThat(threads).hasSize(1);
  }

  private String message() {
    return find("", Settings.Tools.DEFAULTS) instanceof Result.Failed<Path>(var failure)
        ? failure.message()
        : "";
  }
}

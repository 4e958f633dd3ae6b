package dev.kilter.binaries;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The recipe, followed by a script in the place of {@code go}; the real one takes minutes. */
class GoBuildTest {
  /** Writes down its arguments, and makes what -o names. */
  private static final String RECORDING_GO =
      """
      #!/bin/sh
      echo "CGO_ENABLED=$CGO_ENABLED go $*" >> "$(dirname "$0")/calls"
      grep -q '^tool' go.mod || exit 9
      if [ "$1" = build ]; then
        while [ "$1" != -o ]; do shift; done
        echo program > "$2"
        chmod +x "$2"
      fi
      """;

  @TempDir Path folder;

  @Test
  void buildsEveryProgramByTheRecipe() throws IOException {
    var told = new ArrayList<String>();
    var target = Files.createDirectory(folder.resolve("target"));
    build(RECORDING_GO).fetch(target, told::add);
    assertThat(release().missing(target)).isEmpty();
    try (var left = Files.list(target)) {
      assertThat(left).hasSize(2);
    }
    assertThat(told)
        .contains(
            "building from source, once; usually a day on 2 cores",
            "building scale (usually an hour)");
    assertThat(Files.readAllLines(folder.resolve("calls")))
        .first()
        .isEqualTo("CGO_ENABLED=0 go mod tidy");
    assertThat(Files.readAllLines(folder.resolve("calls")).get(1))
        .isEqualTo(
            "CGO_ENABLED=0 go build -trimpath -ldflags=-s -w -o "
                + target.resolve("till")
                + " shop.example/till");
  }

  @Test
  void passesOnWhatGoSays() throws IOException {
    var failing = build("#!/bin/sh\necho 'go: module lookup disabled'\nexit 1\n");
    assertThatThrownBy(() -> failing.fetch(folder, Progress.silent()))
        .hasMessage("go mod tidy ended with 1: go: module lookup disabled");
  }

  @Test
  void saysThatGoIsMissing() {
    var build = new GoBuild(Optional.empty(), release());
    assertThatThrownBy(() -> build.fetch(folder, Progress.silent()))
        .hasMessageContaining("no go command in the search path");
  }

  private GoBuild build(String script) throws IOException {
    var go = folder.resolve("go");
    Files.writeString(go, script);
    assertThat(go.toFile().setExecutable(true)).isTrue();
    return new GoBuild(Optional.of(go), release());
  }

  private Release release() {
    return new Release(
        "the shop's programs",
        folder.resolve("cache"),
        List.of("till", "scale"),
        List.of(),
        List.of(module("till"), module("scale")),
        "a day",
        "Name a folder");
  }

  private static GoModule module(String program) {
    var name = "shop.example/" + program;
    var command = new GoModule.Command(program, name, "an hour");
    return new GoModule(name, "v1.0.0", List.of(command), List.of(), "-s -w");
  }
}

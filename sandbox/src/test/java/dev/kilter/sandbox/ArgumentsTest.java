package dev.kilter.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kilter.binaries.Progress;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArgumentsTest {
  @Test
  void readsEveryOption() {
    var words =
        List.of(
            "up", "--data", "d", "--reset", "--bin", "b", "--nodes", "3", "--kubeconfig-out", "k");
    var parsed = Arguments.parse(words);
    var options = parsed.options(Progress.silent());
    assertThat(options.dataFolder()).contains(Path.of("d"));
    assertThat(options.state()).isEqualTo(SandboxOptions.State.RESET);
    assertThat(options.programs()).contains(Path.of("b"));
    assertThat(options.nodes()).isEqualTo(3);
    assertThat(parsed.kubeconfigOut()).contains(Path.of("k"));
    assertThat(parsed.command()).isEmpty();
  }

  @Test
  void leavesTheCommandItsOwnOptions() {
    assertThat(Arguments.parse(List.of("run", "--", "mvn", "--data", "x")).command())
        .containsExactly("mvn", "--data", "x");
  }

  @Test
  void saysWhatIsWrong() {
    assertWrong("no command given");
    assertWrong("unknown command down", "down");
    assertWrong("unknown option --dat", "up", "--dat");
    assertWrong("--data needs a value", "up", "--data");
    assertWrong("run needs -- and a command after it", "run");
  }

  private static void assertWrong(String message, String... words) {
    assertThatThrownBy(() -> Arguments.parse(List.of(words))).hasMessage(message);
  }
}

package dev.kilter.cluster.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a login command is started with, and what may come of it. */
class LoginCommandTest {
  private static final String API = "client.authentication.k8s.io/v1";

  @TempDir private Path folder = Path.of("");
  private LoginScript script = new LoginScript(Path.of(""));

  @BeforeEach
  void install() {
    script = new LoginScript(folder).answers("{\"token\":\"t\"}");
  }

  private LoginCommand command(Map<String, String> variables, Map<String, String> own) {
    return new LoginCommand(List.of("aws", "eks"), variables, API, own);
  }

  private LoginCommand plain() {
    return command(Map.of(), Map.of("PATH", script.path()));
  }

  @Test
  void seesOnlyWhatItNeedsOfOurEnvironment() throws Exception {
    Map<String, String> own =
        Map.of(
            "PATH", script.path(),
            "HOME", "/home/kilter",
            "AWS_REGION", "ours",
            "AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://identity",
            "HTTPS_PROXY", "http://proxy",
            "GIT_PASSWORD", "canary",
            "LD_PRELOAD", "/nowhere.so",
            "JAVA_TOOL_OPTIONS", "-Dx");
    command(Map.of("AWS_REGION", "theirs", "AWS_PROFILE", "team"), own).run();
    assertThat(script.environment())
        .containsOnly(
            Map.entry("PATH", script.path()),
            Map.entry("HOME", "/home/kilter"),
            Map.entry("AWS_REGION", "theirs"),
            Map.entry("AWS_PROFILE", "team"),
            Map.entry("AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://identity"),
            Map.entry("HTTPS_PROXY", "http://proxy"),
            Map.entry(
                "KUBERNETES_EXEC_INFO",
                script.environment().getOrDefault("KUBERNETES_EXEC_INFO", "")));
    assertThat(script.environment().get("KUBERNETES_EXEC_INFO"))
        .contains("\"apiVersion\":\"" + API + "\"", "\"interactive\":false");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PATH",
        "HOME",
        "LD_PRELOAD",
        "PYTHONPATH",
        "AWS_CONFIG_FILE",
        "AWS_PAGER",
        "CLOUDSDK_PYTHON",
        "GOOGLE_EXTERNAL_ACCOUNT_ALLOW_EXECUTABLES",
        "KUBERNETES_EXEC_INFO"
      })
  void isNotStartedWithAVariableThatChoosesWhatRuns(String name) {
    assertThatThrownBy(() -> command(Map.of(name, "canary"), Map.of()))
        .isInstanceOf(ConnectionException.class)
        .hasMessageContaining(name)
        .hasMessageNotContaining("canary");
  }

  @Test
  void isFoundOnThePathAlone() {
    LoginCommand nowhere = command(Map.of(), Map.of("PATH", ".:" + folder.resolve("other")));
    assertThatThrownBy(nowhere::run)
        .isInstanceOf(LoginException.class)
        .hasMessageContaining("aws is not on the PATH");
  }

  @Test
  void saysHowItFailedAndNothingThatItPrinted() {
    script.program("#!/bin/sh\necho canary\necho canary >&2\nexit 3\n");
    assertThatThrownBy(plain()::run).hasMessage("aws ended with exit code 3");
  }

  @Test
  void isStoppedWhenItPrintsWithoutEnd() {
    script.program("#!/bin/sh\nexec cat /dev/zero\n");
    assertThatThrownBy(plain()::run).hasMessageContaining("prints without end");
  }

  @Test
  void isReadToTheEndWhateverItLeavesBehind() throws Exception {
    script.program("#!/bin/sh\nsleep 300 >/dev/null &\necho done\n");
    assertThat(new String(plain().run(), StandardCharsets.UTF_8)).isEqualTo("done\n");
  }
}

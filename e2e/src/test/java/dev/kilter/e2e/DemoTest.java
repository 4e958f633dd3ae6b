package dev.kilter.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kilter.app.demo.DemoFolder;
import dev.kilter.app.demo.DemoSteps;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Walks through what {@code make demo} tells its users to try, word for word. */
class DemoTest {
  @Test
  void doesWhatItSaysAndLeavesNothingBehind(@TempDir Path data) {
    DemoFolder folder = new DemoFolder(data.resolve("demo"));
    List<ProcessHandle> children;
    try (Running demo =
        Running.start(
            data.resolve("log"),
            List.of(Program.launcher().toString(), "demo", "--data", folder.root().toString()))) {
      demo.awaitText("The shop is open").awaitText("Ctrl-C stops everything.");
      assertThat(demo.output()).contains(DemoSteps.text(folder));
      children = demo.process().descendants().toList();

      assertThat(deploy(folder)).contains("Serve web 1.1.0", "Ana", "web:1.1.0");
      assertThat(scale(folder)).contains("kubectl", "scale");
      breakAndGoBack(folder);

      demo.end("INT");
      assertThat(demo.output()).contains("Stopping.");
    }
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(children).noneMatch(ProcessHandle::isAlive));
  }

  /** Step 1; the history that is printed at its end. */
  private static String deploy(DemoFolder folder) {
    String history = last(tried(folder, 0));
    assertThat(kubectl(folder, "get deployment/web -o jsonpath={..image}"))
        .isEqualTo("registry.example/shop/web:1.1.0");
    return history;
  }

  /** Step 2; the history that is printed at its end. */
  private static String scale(DemoFolder folder) {
    List<String> outputs = tried(folder, 1);
    assertThat(outputs.get(2)).contains("2/2");
    return last(outputs);
  }

  /** Step 3. */
  private static void breakAndGoBack(DemoFolder folder) {
    List<String> commands = DemoSteps.all().get(2).commands();
    List<String> outputs = tried(folder, 2);
    assertThat(outputs.get(index(commands, "explain")))
        .contains("cannot pull", "api:1.9.2-broken", "Try api 1.9.2", "rollback api");
    assertThat(outputs.get(index(commands, "app get"))).contains("held", "api:1.9.1", "Healthy");
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() ->
            assertThat(kubectl(folder, "get deployment/api -o jsonpath={.spec.template..image}"))
                .isEqualTo("registry.example/shop/api:1.9.2-broken"));
  }

  private static int index(List<String> commands, String word) {
    for (int i = 0; i < commands.size(); i++) {
      if (commands.get(i).contains(word)) {
        return i;
      }
    }
    throw new AssertionError("no command with \"" + word + "\" in " + commands);
  }

  /** What each command of a step prints; every one of them succeeds. */
  private static List<String> tried(DemoFolder folder, int step) {
    List<String> outputs = new ArrayList<>();
    for (String command : DemoSteps.all().get(step).commands()) {
      outputs.add(inShell(folder, command));
    }
    return outputs;
  }

  private static String kubectl(DemoFolder folder, String words) {
    return inShell(folder, "kubectl -n shop " + words).strip();
  }

  private static String inShell(DemoFolder folder, String command) {
    return Program.shell(folder.root(), Map.of(), ". " + folder.environment() + "\n" + command)
        .expect(0)
        .out();
  }

  private static String last(List<String> outputs) {
    return Objects.requireNonNull(outputs.getLast());
  }
}

package dev.kilter.sandbox;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kilter.sandbox.kube.ApiException;
import dev.kilter.sandbox.kube.Json;
import dev.kilter.sandbox.kube.KubeClient;
import dev.kilter.sandbox.kube.Kubeconfig;
import dev.kilter.sandbox.kube.PatchType;
import dev.kilter.sandbox.testing.SharedSandbox;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Start, end, crash and return of whole sandboxes. */
class SandboxTest {
  private static final String MAPS = "/api/v1/namespaces/default/configmaps";
  private static final String PODS = "/api/v1/namespaces/default/pods";

  @TempDir Path folder;

  @Test
  void comesBackFromEveryCrashWhileItsNeighbourRunsOn() throws IOException {
    try (var sandbox = Sandbox.start(SandboxOptions.temporary().withNodes(1));
        var client = new KubeClient(sandbox.access(), "test");
        var neighbour = new KubeClient(SharedSandbox.get().access(), "test")) {
      assertThat(sandbox.server()).isNotEqualTo(SharedSandbox.get().access().server());
      assertThat(client.get("/api/v1/nodes").path("items")).hasSize(1);
      var old = client.create(MAPS, map("mine")).at("/metadata/resourceVersion").asText();
      client.patch(MAPS + "/mine", PatchType.MERGE, Json.object("{\"data\": {\"a\": \"1\"}}"));
      assertThat(neighbour.find(MAPS + "/mine")).isEmpty();
      sandbox.compactEtcd();
      sandbox.killApiServer();
      assertThatThrownBy(() -> client.get(MAPS)).isInstanceOf(IOException.class);
      assertThat(neighbour.get(MAPS).path("items")).isNotEmpty();
      sandbox.startApiServer();
      assertThatThrownBy(() -> client.get(exactly(old)))
          .isInstanceOfSatisfying(
              ApiException.class, answer -> assertThat(answer.status()).isEqualTo(410));
      sandbox.stopApiServer();
      sandbox.startApiServer();
      sandbox.killEtcd();
      sandbox.startEtcd();
      assertThat(client.find(MAPS + "/mine")).isPresent();
      // Scheduler and kubelets have found their way back, too.
      client.create(PODS, pod());
      await().atMost(ofSeconds(60)).until(() -> ready(client));
    }
  }

  private static String exactly(String version) {
    return MAPS + "?limit=1&resourceVersionMatch=Exact&resourceVersion=" + version;
  }

  @Test
  void leavesNothingRunningWhenItsJvmIsKilledAndFindsItsDataAgain() throws IOException {
    var data = folder.resolve("data");
    killOneThatRunsOn(data);
    List<Long> pids;
    try (var sandbox = Sandbox.start(SandboxOptions.in(data));
        var client = new KubeClient(sandbox.access(), "test")) {
      pids = List.copyOf(sandbox.pids().values());
      assertThat(client.find(MAPS + "/kept")).isPresent();
      await().atMost(ofSeconds(60)).until(() -> ready(client));
      assertThat(client.text(PODS + "/web/log?limitBytes=8")).isEqualTo("starting");
      assertThatThrownBy(() -> Sandbox.start(SandboxOptions.in(data)))
          .hasMessageContaining("another sandbox is running on " + data);
    }
    assertThat(pids).hasSize(3).noneMatch(pid -> ProcessHandle.of(pid).isPresent());
  }

  private void killOneThatRunsOn(Path data) throws IOException {
    var copy = folder.resolve("out").resolve("kubeconfig");
    var jvm = startMain("--data", data.toString(), "--kubeconfig-out", copy.toString());
    try {
      var output =
          new BufferedReader(new InputStreamReader(jvm.getInputStream(), StandardCharsets.UTF_8));
      assertThat(output.readLine()).isEqualTo(data.resolve("kubeconfig").toString());
      try (var client = new KubeClient(Kubeconfig.read(copy), "test")) {
        client.create(MAPS, map("kept"));
        client.create(PODS, pod());
      }
      var everything = jvm.descendants().toList();
      assertThat(everything.stream().flatMap(process -> program(process).stream()))
          .contains("etcd", "kube-apiserver", "kube-controller-manager");
      jvm.destroyForcibly();
      await()
          .atMost(ofSeconds(30))
          .until(() -> everything.stream().noneMatch(ProcessHandle::isAlive));
    } finally {
      jvm.destroyForcibly();
    }
  }

  private static Process startMain(String... options) throws IOException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var classPath = System.getProperty("java.class.path");
    var line = new ArrayList<>(List.of(java, "-cp", classPath, Main.class.getName(), "up"));
    line.addAll(List.of(options));
    return new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }

  @Test
  void saysWhatTheLogOfAServerEndsWith() throws IOException {
    var programs = Files.createDirectory(folder.resolve("bin"));
    for (var name : List.of("etcd", "kube-apiserver", "kube-controller-manager", "kubectl")) {
      var program = programs.resolve(name);
      var end = name.equals("etcd") ? "exit 1" : "exec sleep 60";
      Files.writeString(program, "#!/bin/sh\necho " + name + " is out of order\n" + end + "\n");
      assertThat(program.toFile().setExecutable(true)).isTrue();
    }
    var options = SandboxOptions.in(folder.resolve("data")).withPrograms(programs);
    assertThatThrownBy(() -> Sandbox.start(options))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("etcd ended; its log")
        .hasMessageContaining("etcd is out of order");
  }

  private static Optional<String> program(ProcessHandle process) {
    return process.info().command().map(command -> Path.of(command).getFileName().toString());
  }

  private static boolean ready(KubeClient client) throws IOException {
    var status = client.get(PODS + "/web").at("/status/containerStatuses/0/ready");
    return status.asBoolean();
  }

  private static JsonNode map(String name) {
    return Json.object("{\"metadata\": {\"name\": \"" + name + "\"}}");
  }

  private static JsonNode pod() {
    return Json.object(
        """
        {"metadata": {"name": "web"},
         "spec": {"containers": [{"name": "app", "image": "nginx:1.27"}]}}
        """);
  }
}

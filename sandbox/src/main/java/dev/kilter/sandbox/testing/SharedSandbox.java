package dev.kilter.sandbox.testing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kilter.sandbox.Sandbox;
import dev.kilter.sandbox.SandboxOptions;
import dev.kilter.sandbox.kube.ClusterAccess;
import dev.kilter.sandbox.kube.Json;
import dev.kilter.sandbox.kube.KubeClient;
import dev.kilter.sandbox.kube.Kubeconfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.UUID;

/**
 * The one sandbox of a test run. Where {@code KILTER_SANDBOX_KUBECONFIG} (environment, or a system
 * property of that name) names a running one, that is used; otherwise the first test that asks
 * starts one, which ends with the JVM.
 */
public final class SharedSandbox {
  public static final String KUBECONFIG = "KILTER_SANDBOX_KUBECONFIG";

  private final Path kubeconfig;
  private final ClusterAccess access;
  private final KubeClient client;

  private SharedSandbox(Path kubeconfig) throws IOException {
    this.kubeconfig = kubeconfig;
    this.access = Kubeconfig.read(kubeconfig);
    this.client = new KubeClient(access, "kilter-test");
  }

  /** Made on first use, once a JVM. */
  private static final class Holder {
    private static final SharedSandbox INSTANCE = open();
  }

  /** The shared sandbox, started where nobody has yet. */
  public static SharedSandbox get() {
    return Holder.INSTANCE;
  }

  private static SharedSandbox open() {
    try {
      var given = System.getProperty(KUBECONFIG, System.getenv().getOrDefault(KUBECONFIG, ""));
      return new SharedSandbox(given.isEmpty() ? startOne() : Path.of(given));
    } catch (IOException e) {
      throw new UncheckedIOException("the tests' sandbox cannot be used: " + e.getMessage(), e);
    }
  }

  private static Path startOne() throws IOException {
    var options = SandboxOptions.temporary().withProgress(System.err::println);
    var sandbox = Sandbox.start(options);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> close(sandbox), "end of the sandbox"));
    return sandbox.kubeconfig();
  }

  private static void close(Sandbox sandbox) {
    try {
      sandbox.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Path kubeconfig() {
    return kubeconfig;
  }

  public ClusterAccess access() {
    return access;
  }

  /** A small client with the administrator's rights, for what a test prepares and looks at. */
  public KubeClient client() {
    return client;
  }

  /** A new namespace of the test's own; closing it deletes it without waiting. */
  public TestNamespace namespace() {
    var name = "test-" + UUID.randomUUID().toString().substring(0, 8);
    var body = Json.object();
    body.putObject("metadata").put("name", name).putObject("labels").put("kilter.dev/test", "true");
    try {
      client.create("/api/v1/namespaces", body);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot create the namespace " + name, e);
    }
    return new TestNamespace(name, client);
  }

  /** Reads an object of a test's fixture from JSON text. */
  public static JsonNode json(String text) {
    return Json.object(text);
  }
}

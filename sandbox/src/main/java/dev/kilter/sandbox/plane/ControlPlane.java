package dev.kilter.sandbox.plane;

import dev.kilter.sandbox.binaries.Programs;
import dev.kilter.sandbox.kube.ClusterAccess;
import dev.kilter.sandbox.kube.KubeClient;
import dev.kilter.sandbox.kube.Kubeconfig;
import dev.kilter.sandbox.pki.Identity;
import dev.kilter.sandbox.process.GuardedProcess;
import dev.kilter.sandbox.process.Ports;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * etcd, kube-apiserver and kube-controller-manager of one data folder. A server that was stopped
 * comes back on the same port.
 */
public final class ControlPlane implements AutoCloseable {
  private static final String ETCD = "etcd";
  private static final String API_SERVER = "kube-apiserver";
  private static final String CONTROLLERS = "kube-controller-manager";
  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final DataFolder data;
  private final Credentials credentials;
  private final Commands commands;
  private final ClusterAccess access;
  private final KubeClient health;
  private final Map<String, GuardedProcess> running = new LinkedHashMap<>();

  private ControlPlane(DataFolder data, Credentials credentials, Commands commands)
      throws IOException {
    this.data = data;
    this.credentials = credentials;
    this.commands = commands;
    this.access =
        new ClusterAccess(
            URI.create(commands.apiServerUrl()),
            credentials.authorityPem(),
            credentials.token(),
            credentials.client("admin"));
    this.health = new KubeClient(access, "kilter-sandbox");
  }

  /**
   * Starts all three and returns when the API server and the controllers say that they are ready.
   */
  public static ControlPlane start(Programs programs, DataFolder data) throws IOException {
    var credentials = Credentials.in(data.pki(), Instant.now());
    var ports = PlanePorts.choose(data.ports(), new Ports(RandomGenerator.getDefault()));
    var plane =
        new ControlPlane(data, credentials, new Commands(programs, data, credentials, ports));
    try {
      plane.startAll();
      return plane;
    } catch (IOException e) {
      plane.close();
      throw e;
    }
  }

  private void startAll() throws IOException {
    Kubeconfig.write(access, data.kubeconfig());
    start(ETCD, commands.etcd());
    startApiServer();
    start(CONTROLLERS, commands.controllers());
    // Pods are refused until this account exists, and only the controllers make it.
    await(
        CONTROLLERS,
        () -> health.find("/api/v1/namespaces/default/serviceaccounts/default").isPresent());
  }

  public ClusterAccess access() {
    return access;
  }

  /** What the kubelets' log endpoint shows to the API server. */
  public Identity kubelet() throws IOException {
    return credentials.server("kubelet");
  }

  /** Starts the API server, or waits until the running one is ready. */
  public synchronized void startApiServer() throws IOException {
    start(API_SERVER, commands.apiServer());
    await(API_SERVER, () -> health.text("/readyz").equals("ok"));
  }

  /** Ends the API server in its own way; requests then fail until it is started again. */
  public synchronized void stopApiServer() {
    stop(API_SERVER);
  }

  /** Ends the API server as a crash would. */
  public synchronized void killApiServer() {
    kill(API_SERVER);
  }

  /** Starts etcd again; the API server finds it by itself. */
  public synchronized void startEtcd() throws IOException {
    start(ETCD, commands.etcd());
    await(API_SERVER, () -> health.text("/readyz").equals("ok"));
  }

  /** Ends etcd as a crash would. */
  public synchronized void killEtcd() {
    kill(ETCD);
  }

  /** Makes etcd forget old versions, so that watches from them end with 410. */
  public void compactEtcd() throws IOException {
    try (var etcd = new EtcdClient(commands.etcdUrl(), credentials)) {
      etcd.compact();
    }
  }

  /** The process ids of the servers that run, by program. */
  public synchronized Map<String, Long> pids() {
    var pids = new LinkedHashMap<String, Long>();
    running.forEach((name, process) -> pids.put(name, process.pid()));
    return pids;
  }

  private void start(String name, List<String> command) throws IOException {
    var present = running.get(name);
    if (present != null && present.isAlive()) {
      return;
    }
    running.put(name, GuardedProcess.start(command, data.log(name), data.pidFile(name)));
  }

  private void stop(String name) {
    var process = running.remove(name);
    if (process != null) {
      process.close();
    }
  }

  private void kill(String name) {
    var process = running.remove(name);
    if (process != null) {
      process.kill();
    }
  }

  private interface Condition {
    boolean holds() throws IOException;
  }

  private void await(String name, Condition condition) throws IOException {
    var deadline = Instant.now().plus(PATIENCE);
    IOException last = new IOException("it did not become ready in " + PATIENCE.toSeconds() + " s");
    while (Instant.now().isBefore(deadline)) {
      for (var process : running.entrySet()) {
        if (!process.getValue().isAlive()) {
          throw new IOException(
              process.getKey()
                  + " ended; its log "
                  + data.log(process.getKey())
                  + " ends with:\n"
                  + process.getValue().lastLines());
        }
      }
      try {
        if (condition.holds()) {
          return;
        }
      } catch (InterruptedIOException e) {
        throw e;
      } catch (IOException e) {
        last = e;
      }
      pause();
    }
    throw new IOException(name + " is not ready; its log is " + data.log(name), last);
  }

  private static void pause() throws InterruptedIOException {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while the control plane starts");
    }
  }

  /** Ends the servers, those first that depend on others. */
  @Override
  public synchronized void close() {
    health.close();
    // The API server would wait for its watches, and etcd has all its data: no need to be patient.
    kill(CONTROLLERS);
    kill(API_SERVER);
    stop(ETCD);
  }
}

package dev.kilter.app.demo;

import dev.kilter.app.wiring.ControllerOptions;
import dev.kilter.app.wiring.ControllerOptions.Duties;
import dev.kilter.app.wiring.ControllerProcess;
import dev.kilter.app.wiring.StartException;
import dev.kilter.cli.session.Console;
import dev.kilter.cli.session.Style;
import dev.kilter.cluster.Connections;
import dev.kilter.cluster.transport.SocketApi;
import dev.kilter.model.failure.Result;
import dev.kilter.sandbox.Sandbox;
import dev.kilter.sandbox.SandboxOptions;
import dev.kilter.store.crds.CrdInstaller;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;

/** A running demo. Closing it stops everything; what the user did stays in the folder. */
final class Demo implements AutoCloseable {
  private static final String NAMESPACE = "argocd";

  /** Set by the launcher: its own path. */
  private static final String LAUNCHER = "kilter.launcher";

  private final Sandbox sandbox;
  private final ControllerProcess kilter;

  private Demo(Sandbox sandbox, ControllerProcess kilter) {
    this.sandbox = sandbox;
    this.kilter = kilter;
  }

  static Demo start(DemoFolder folder, Console console)
      throws IOException, StartException, InterruptedException {
    PrintStream out = console.out();
    Files.createDirectories(folder.root());
    out.println("A local cluster …");
    Sandbox sandbox =
        Sandbox.start(
            SandboxOptions.in(folder.cluster()).withProgress(line -> out.println("  " + line)));
    try {
      return start(folder, sandbox, console);
    } catch (IOException | StartException | InterruptedException e) {
      sandbox.close();
      throw e;
    }
  }

  private static Demo start(DemoFolder folder, Sandbox sandbox, Console console)
      throws IOException, StartException, InterruptedException {
    PrintStream out = console.out();
    Connections home = Connections.fromKubeconfig(sandbox.kubeconfig(), "", InstantSource.system());
    SocketApi api = home.home();
    if (CrdInstaller.apply(api, CrdInstaller.Existing.KEEP)
        instanceof Result.Failed<?>(var failure)) {
      throw new StartException("the custom resource definitions: " + failure.message());
    }
    DemoCluster cluster = new DemoCluster(api, NAMESPACE);
    cluster.prepare();
    out.println("Kilter …");
    ControllerProcess kilter =
        ControllerProcess.start(
            new ControllerOptions(
                home,
                NAMESPACE,
                folder.cache(),
                "127.0.0.1",
                DemoLogin.freePort(),
                new Duties(false, true)),
            () -> out.println("Another controller took over; stop it, or this demo."));
    Demo demo = new Demo(sandbox, kilter);
    out.println("A Git repository with a small shop …");
    DemoRepository repository = new DemoRepository(folder);
    boolean first = repository.prepare("http://127.0.0.1:" + kilter.port() + "/api/webhook");
    DemoTools.prepare(folder, launcher(), sandbox.kubectl(), sandbox.kubeconfig());
    DemoLogin login = DemoLogin.read(api, NAMESPACE, kilter.port());
    DemoScreen screen =
        new DemoScreen(console, style(console), login.text() + DemoSteps.text(folder));
    ShopWindow window = new ShopWindow();
    kilter.stores().applications().watch(screen);
    kilter.stores().applications().watch(window);
    cluster.createShop(folder.repoUrl());
    if (first) {
      new DemoStory(folder, repository, sandbox.kubectl(), sandbox.kubeconfig(), window)
          .happen(login);
    }
    screen.open();
    return demo;
  }

  private static Style style(Console console) {
    return new Style(
        console.terminal().interactive() && console.variable("NO_COLOR").isEmpty(),
        console.terminal().unicode());
  }

  private static Path launcher() {
    return Path.of(System.getProperty(LAUNCHER, "kilter")).toAbsolutePath();
  }

  @Override
  public void close() throws IOException {
    kilter.close();
    sandbox.close();
  }
}

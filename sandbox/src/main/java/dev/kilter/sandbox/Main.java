package dev.kilter.sandbox;

import dev.kilter.sandbox.kube.Kubeconfig;
import dev.kilter.sandbox.testing.SharedSandbox;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * The sandbox by hand. {@code up} prints the kubeconfig's path and stays until interrupted; {@code
 * run -- COMMAND} starts one, runs the command with {@code KILTER_SANDBOX_KUBECONFIG} set, and ends
 * with the command's exit code. Results go to standard output, progress to standard error.
 */
public final class Main {
  private static final int USAGE_ERROR = 2;
  private static final int FAILURE = 1;

  private final PrintStream out;
  private final PrintStream err;

  private Main(PrintStream out, PrintStream err) {
    this.out = out;
    this.err = err;
  }

  public static void main(String[] arguments) {
    System.exit(new Main(System.out, System.err).run(List.of(arguments)));
  }

  private int run(List<String> arguments) {
    Arguments parsed;
    try {
      parsed = Arguments.parse(arguments);
    } catch (IllegalArgumentException e) {
      err.println(e.getMessage() + "\n\n" + Arguments.USAGE);
      return USAGE_ERROR;
    }
    var ended = new CountDownLatch(1);
    try (var sandbox = Sandbox.start(parsed.options(err::println))) {
      var hook = new Thread(() -> stop(sandbox, parsed, ended), "end of the sandbox");
      Runtime.getRuntime().addShutdownHook(hook);
      if (parsed.kubeconfigOut().isPresent()) {
        Kubeconfig.write(sandbox.access(), parsed.kubeconfigOut().get());
      }
      if (parsed.command().isEmpty()) {
        out.println(sandbox.kubeconfig());
        err.println("running until interrupted (Ctrl-C)");
        ended.await();
        return 0;
      }
      return run(parsed.command(), sandbox);
    } catch (IOException e) {
      err.println("the sandbox did not start: " + e.getMessage());
      return FAILURE;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return FAILURE;
    }
  }

  private static int run(List<String> command, Sandbox sandbox)
      throws IOException, InterruptedException {
    var builder = new ProcessBuilder(command).inheritIO();
    builder.environment().put(SharedSandbox.KUBECONFIG, sandbox.kubeconfig().toString());
    return builder.start().waitFor();
  }

  private void stop(Sandbox sandbox, Arguments parsed, CountDownLatch ended) {
    removeMarker(parsed);
    try {
      sandbox.close();
    } catch (IOException e) {
      err.println("the sandbox did not end cleanly: " + e.getMessage());
    }
    ended.countDown();
  }

  private void removeMarker(Arguments parsed) {
    try {
      if (parsed.kubeconfigOut().isPresent()) {
        Files.deleteIfExists(parsed.kubeconfigOut().get());
      }
    } catch (IOException e) {
      err.println("cannot remove the kubeconfig: " + e.getMessage());
    }
  }
}

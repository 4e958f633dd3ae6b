package dev.kilter.cluster.connection;

import dev.kilter.codec.Json;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A cloud's login command. Only those of a closed list are started, by name and without a shell:
 * credentials are data, and a Secret must not choose what runs here (CVE-2022-24817).
 */
final class LoginCommand {
  private static final Set<String> KNOWN =
      Set.of("aws", "gke-gcloud-auth-plugin", "kubelogin", "argocd-k8s-auth");
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final File NOTHING = new File("/dev/null");
  private static final int LONGEST_ANSWER = 1024 * 1024;

  private final String name;
  private final List<String> arguments;
  private final Map<String, String> environment;

  /**
   * A command that may be run.
   *
   * @param words its name and arguments
   * @param variables what its configuration adds to its environment
   * @param own this process's environment
   * @throws ConnectionException for a command or a variable that is not on the list
   */
  LoginCommand(
      List<String> words,
      Map<String, String> variables,
      String apiVersion,
      Map<String, String> own) {
    if (words.isEmpty() || !KNOWN.contains(words.getFirst())) {
      String last = words.isEmpty() ? "" : words.getFirst().replaceFirst("^.*/", "");
      throw new ConnectionException(
          "the login command '"
              + last
              + "' is not started: only "
              + String.join(", ", KNOWN.stream().sorted().toList())
              + " are, by their plain names. Use one of them, or a bearer token");
    }
    name = words.getFirst();
    arguments = List.copyOf(words.subList(1, words.size()));
    environment = LoginEnvironment.of(name, own, variables);
    environment.put(
        "KUBERNETES_EXEC_INFO",
        Json.text(
            Map.of(
                "apiVersion",
                apiVersion,
                "kind",
                "ExecCredential",
                "spec",
                Map.of("interactive", false))));
  }

  String name() {
    return name;
  }

  /** What it prints. Never put into a message: it may hold a token. */
  byte[] run() throws LoginException {
    List<String> words = new ArrayList<>();
    words.add(program().toString());
    words.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.environment().clear();
    builder.environment().putAll(environment);
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.redirectInput(ProcessBuilder.Redirect.from(NOTHING));
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new LoginException(name + " cannot be started", e);
    }
    return answer(process);
  }

  private Path program() throws LoginException {
    for (String folder : environment.getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
      Path program = Path.of(folder).resolve(name);
      if (program.isAbsolute() && Files.isExecutable(program)) {
        return program;
      }
    }
    throw new LoginException(name + " is not on the PATH: is it installed here?");
  }

  /** Read aside: what it leaves behind may hold its output open for longer than it lives itself. */
  private byte[] answer(Process process) throws LoginException {
    FutureTask<byte[]> reading = new FutureTask<>(() -> read(process));
    Thread.ofVirtual().name("output of " + name).start(reading);
    try {
      return reading.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new LoginException(
          name + " did not end within " + LIMIT.toSeconds() + " seconds and was stopped", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof LoginException known
          ? known
          : new LoginException("the output of " + name + " cannot be read", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LoginException("interrupted while " + name + " was running", e);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private byte[] read(Process process) throws IOException, InterruptedException {
    try (InputStream in = process.getInputStream()) {
      byte[] output = in.readNBytes(LONGEST_ANSWER + 1);
      if (output.length > LONGEST_ANSWER) {
        throw new LoginException(name + " prints without end; it was stopped");
      }
      int exit = process.waitFor();
      if (exit != 0) {
        throw new LoginException(name + " ended with exit code " + exit);
      }
      return output;
    }
  }
}

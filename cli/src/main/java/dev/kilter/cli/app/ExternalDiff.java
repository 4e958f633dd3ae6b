package dev.kilter.cli.app;

import dev.kilter.api.Document;
import dev.kilter.cli.session.CommandFailure;
import dev.kilter.cli.session.Session;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Hands live and target of each object to the user's own program, as kubectl does. */
final class ExternalDiff {
  private final Session session;
  private final List<String> command;

  ExternalDiff(Session session, String command) {
    this.session = session;
    this.command = List.of(command.strip().split("\\s+"));
  }

  void show(List<Document> changed) {
    try {
      Path folder = Files.createTempDirectory("kilter-diff");
      try {
        for (Document item : changed) {
          String name = AppText.place(item).replace('/', '.').replace(' ', '.');
          Path live =
              Files.writeString(folder.resolve(name + "-live.yaml"), Differences.before(item));
          Path target = Files.writeString(folder.resolve(name + ".yaml"), Differences.after(item));
          session.out().println("===== " + AppText.place(item) + " ======");
          run(live, target);
        }
      } finally {
        remove(folder);
      }
    } catch (IOException e) {
      throw CommandFailure.usage(
          "KUBECTL_EXTERNAL_DIFF \"" + String.join(" ", command) + "\" cannot be run.",
          e.toString(),
          "unset KUBECTL_EXTERNAL_DIFF");
    }
  }

  private void run(Path live, Path target) throws IOException {
    List<String> line = new ArrayList<>(command);
    line.add(live.toString());
    line.add(target.toString());
    Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
    process.getOutputStream().close();
    process.getInputStream().transferTo(session.out());
    session.out().flush();
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}

package dev.kilter.render.plugin.program;

import dev.kilter.model.failure.Failure;
import dev.kilter.render.input.FilePattern;
import dev.kilter.render.input.Unrenderable;
import dev.kilter.render.plugin.Plugin;
import dev.kilter.render.plugin.PluginWork;
import dev.kilter.render.process.ToolRun;
import dev.kilter.render.process.ToolRun.Output;
import dev.kilter.render.workspace.Secrets;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Runs the commands of a plugin here, each as every program that renders is run. */
final class ProgramPlugin implements Plugin {
  private static final int SHOWN = 120;

  /** From here on a shell tells that a command could not be run, or was killed. */
  private static final int NOT_RUN = 126;

  private final PluginFile file;
  private final String searchPath;

  ProgramPlugin(PluginFile file, String searchPath) {
    this.file = file;
    this.searchPath = searchPath;
  }

  @Override
  public String name() {
    return file.name();
  }

  @Override
  public Discovery discovery(PluginWork work) {
    if (file.pattern().isPresent()) {
      return matches(file.pattern().get(), work) ? Discovery.FOUND : Discovery.NOT_FOUND;
    }
    if (file.find().isEmpty()) {
      return Discovery.NONE;
    }
    Output output = run("discover", file.find(), work);
    if (output.status() >= NOT_RUN) {
      throw failed("discover", file.find(), output, work);
    }
    return output.failed() || output.text().isBlank() ? Discovery.NOT_FOUND : Discovery.FOUND;
  }

  /** As Go's filepath.Join and Glob; what would lie outside of the source is not there. */
  private static boolean matches(String pattern, PluginWork work) {
    Path path = Path.of(work.path()).resolve("./" + pattern).normalize();
    if (path.startsWith("..")) {
      return false;
    }
    if (!FilePattern.isOne(path.toString())) {
      return work.source().tree().objectId(path.toString()).isPresent();
    }
    String translated = path.toString().replaceAll("[{}]", "\\\\$0").replace("[^", "[!");
    return !new FilePattern(translated).matches(work.source().tree()).isEmpty();
  }

  @Override
  public List<String> generate(PluginWork work) {
    if (file.preserveFileMode()) {
      work.programs().forEach(path -> work.root().resolve(path).toFile().setExecutable(true));
    }
    if (!file.init().isEmpty()) {
      checked("init", file.init(), work);
    }
    return List.of(checked("generate", file.generate(), work).text());
  }

  private Output checked(String step, List<String> command, PluginWork work) {
    Output output = run(step, command, work);
    if (output.failed()) {
      throw failed(step, command, output, work);
    }
    return output;
  }

  private Output run(String step, List<String> command, PluginWork work) {
    Map<String, String> environment = new HashMap<>(work.environment());
    environment.put("PATH", searchPath);
    Path program = program(step, command, work);
    try {
      return new ToolRun(work.scratch(), work.limits())
          .run(program, command.subList(1, command.size()), work.folder(), environment);
    } catch (Unrenderable e) {
      throw e.failure() instanceof Failure.RenderFailed
          ? Unrenderable.file(work.path(), 0, about(step, command) + ": " + e.getMessage())
          : e;
    }
  }

  /** A name with a slash is looked for in the application's folder, as by Go. */
  private Path program(String step, List<String> command, PluginWork work) {
    String name = command.getFirst();
    Stream<Path> places =
        name.contains("/")
            ? Stream.of(work.folder().resolve(name))
            : Stream.of(searchPath.split(File.pathSeparator, -1))
                .filter(folder -> folder.startsWith("/"))
                .map(folder -> Path.of(folder, name));
    return places
        .filter(place -> Files.isRegularFile(place) && Files.isExecutable(place))
        .findFirst()
        .orElseThrow(() ->
            Unrenderable.file(
                work.path(),
                0,
                about(step, command)
                    + " cannot be run: there is no program "
                    + name
                    + (name.contains("/") ? "" : " on the search path")));
  }

  private Unrenderable failed(String step, List<String> command, Output output, PluginWork work) {
    String words = Secrets.removed(output.words(), work.root(), List.of());
    return Unrenderable.file(
        work.path(),
        0,
        about(step, command)
            + " ended with "
            + output.status()
            + ": "
            + (words.isEmpty() ? "it said nothing" : words));
  }

  private String about(String step, List<String> command) {
    String line = String.join(" ", command).replaceAll("\\s+", " ");
    String shown = line.length() > SHOWN ? line.substring(0, SHOWN) + "…" : line;
    return "the plugin '" + name() + "': " + step + " (" + shown + ")";
  }
}

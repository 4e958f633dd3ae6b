package dev.kilter.render.plugin.program;

import dev.kilter.codec.CodecException;
import dev.kilter.codec.Yaml;
import dev.kilter.model.manifest.Manifest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A ConfigManagementPlugin, as Argo CD's sidecars have it in {@code plugin.yaml}.
 *
 * @param pattern what {@code discover.fileName} or {@code discover.find.glob} say; empty for none
 * @param find the command of {@code discover.find}; empty for none
 */
record PluginFile(
    String name,
    List<String> init,
    List<String> generate,
    Optional<String> pattern,
    List<String> find,
    boolean preserveFileMode) {

  /** It cannot be used, for the reason that the message tells. */
  static final class Unusable extends Exception {
    private static final long serialVersionUID = 1L;

    Unusable(String message) {
      super(message);
    }
  }

  @SuppressWarnings("unchecked") // the codec makes maps with string keys only
  static PluginFile of(String text) throws Unusable {
    Object tree;
    try {
      tree = Yaml.parse(text);
    } catch (CodecException e) {
      throw new Unusable("it cannot be read: " + e.located());
    }
    if (!(tree instanceof Map<?, ?> map)) {
      throw new Unusable("it holds no object");
    }
    return of(Manifest.of((Map<String, @Nullable Object>) map));
  }

  private static PluginFile of(Manifest file) throws Unusable {
    if (!file.kind().equals("ConfigManagementPlugin")) {
      throw new Unusable("its kind must be ConfigManagementPlugin");
    }
    if (file.name().isEmpty()) {
      throw new Unusable("it has no metadata.name");
    }
    if (command(file, "spec", "generate").isEmpty()) {
      throw new Unusable("it has no spec.generate.command");
    }
    if (file.flag("spec", "provideGitCreds").orElse(false)) {
      throw new Unusable(
          "it asks for credentials (spec.provideGitCreds), and a program that renders is given none;"
              + " take that line away");
    }
    String version = file.text("spec", "version").orElse("");
    return new PluginFile(
        version.isEmpty() ? file.name() : file.name() + "-" + version,
        command(file, "spec", "init"),
        command(file, "spec", "generate"),
        Stream.of(
                file.text("spec", "discover", "fileName"),
                file.text("spec", "discover", "find", "glob"))
            .flatMap(Optional::stream)
            .filter(pattern -> !pattern.isEmpty())
            .findFirst(),
        command(file, "spec", "discover", "find"),
        file.flag("spec", "preserveFileMode").orElse(false));
  }

  /** With its arguments; empty where there is no command. */
  private static List<String> command(Manifest file, String... path) {
    Manifest command = Manifest.of(file.map(path));
    List<String> program = command.list("command").stream().map(String::valueOf).toList();
    return program.isEmpty()
        ? List.of()
        : Stream.concat(program.stream(), command.list("args").stream().map(String::valueOf))
            .toList();
  }
}

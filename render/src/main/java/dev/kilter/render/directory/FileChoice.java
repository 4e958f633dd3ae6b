package dev.kilter.render.directory;

import dev.kilter.model.application.Source;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.match.Glob;
import dev.kilter.render.input.Unrenderable;
import java.util.Optional;
import java.util.regex.Pattern;

/** Which files of a folder {@code spec.source.directory} asks for. */
record FileChoice(
    boolean recurse, boolean anyExtension, Optional<Glob> include, Optional<Glob> exclude) {
  private static final Pattern EXTENSION = Pattern.compile(".*\\.(yaml|yml|json|jsonnet)");

  private static final int SHOWN = 80;

  static FileChoice of(Source source) {
    return new FileChoice(
        source.raw().flag("directory", "recurse").orElse(false),
        source.raw().flag("directory", "disableExtensionFilter").orElse(false),
        glob(source, "include"),
        glob(source, "exclude"));
  }

  /** A broken pattern would match nothing, and nothing is what a prune goes by; so it fails. */
  private static Optional<Glob> glob(Source source, String field) {
    String pattern = source.raw().text("directory", field).orElse("");
    if (pattern.isEmpty()) {
      return Optional.empty();
    }
    Optional<Glob> glob = Glob.compile(pattern);
    if (glob.isEmpty()) {
      throw new Unrenderable(
          new Failure.InvalidSpec(
              "spec.source.directory."
                  + field
                  + " '"
                  + pattern.substring(0, Math.min(pattern.length(), SHOWN))
                  + "' is no pattern; is a bracket or brace open?"));
    }
    return glob;
  }

  /** Paths are relative to the source's folder, as in Argo CD. */
  boolean wants(String name, String relativePath) {
    return (anyExtension || EXTENSION.matcher(name).matches())
        && exclude.stream().noneMatch(glob -> glob.matches(relativePath))
        && include.stream().allMatch(glob -> glob.matches(relativePath));
  }
}

package dev.kilter.render.kustomize;

import dev.kilter.model.failure.Failure;
import dev.kilter.model.settings.Settings;
import dev.kilter.render.input.Unrenderable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Flags of {@code kustomize build}, by setting: of the version that the Application asks for, else
 * the general ones. Those that run other programs, open the network or write elsewhere are refused.
 *
 * @param program of the version that is asked for; empty for the usual one
 */
record BuildOptions(List<String> flags, String program) {
  /** Each with whether a value follows. */
  private static final Map<String, Boolean> ALLOWED =
      Map.of(
          "--load-restrictor", true,
          "--load_restrictor", true,
          "--reorder", true,
          "--enable-helm", false,
          "--enable-managedby-label", false,
          "--helm-kube-version", true,
          "--helm-api-versions", true,
          "--helm-debug", false);

  BuildOptions {
    flags = List.copyOf(flags);
  }

  static BuildOptions of(Settings.Tools tools, String version) {
    String options = tools.kustomizeBuildOptions();
    String program = "";
    if (!version.isEmpty()) {
      Settings.Tools.KustomizeVersion registered = tools.kustomizeVersions().get(version);
      if (registered == null) {
        throw new Unrenderable(
            new Failure.InvalidSpec("kustomize version " + version + " is not registered"));
      }
      options = registered.buildOptions().isEmpty() ? options : registered.buildOptions();
      program = registered.path();
    }
    return new BuildOptions(flags(options), program);
  }

  private static List<String> flags(String options) {
    List<String> flags = new ArrayList<>();
    boolean value = false;
    for (String word : options.strip().split("\\s+", -1)) {
      if (word.isEmpty()) {
        continue;
      }
      if (!value) {
        String name = word.replaceFirst("=.*", "");
        Boolean takesValue = ALLOWED.get(name);
        if (takesValue == null) {
          throw new Unrenderable(
              new Failure.InvalidSpec(
                  "kustomize.buildOptions has '"
                      + word
                      + "', which this version of Kilter does not pass on; allowed are "
                      + String.join(", ", ALLOWED.keySet().stream().sorted().toList())));
        }
        value = takesValue && !word.contains("=");
      } else {
        value = false;
      }
      flags.add(word);
    }
    return flags;
  }

  boolean helm() {
    return flags.stream().anyMatch(flag -> flag.startsWith("--enable-helm"));
  }

  /** Whether files may lie outside of their kustomization's folder. */
  boolean unrestricted() {
    return flags.stream().anyMatch(flag -> flag.contains("None"));
  }
}

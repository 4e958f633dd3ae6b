package dev.kilter.binaries;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Programs that belong together, and every way to come by them.
 *
 * @param title for people: {@code the control plane 1.36.3}
 * @param cache of what was got, a folder of this release alone
 * @param programs by their file names
 * @param published official files; empty where a project publishes none
 * @param modules from which the programs can be built
 * @param usual how long that build takes
 * @param advice where a folder or file is named that has the programs already
 */
public record Release(
    String title,
    Path cache,
    List<String> programs,
    List<Published> published,
    List<GoModule> modules,
    String usual,
    String advice) {
  public Release {
    programs = List.copyOf(programs);
    published = List.copyOf(published);
    modules = List.copyOf(modules);
  }

  /** Below {@code ~/.cache/kilter}. */
  public static Path cached(String first, String... more) {
    return Path.of(System.getProperty("user.home"), ".cache", "kilter")
        .resolve(Path.of(first, more));
  }

  /** Which of the programs are not there, or cannot be executed. */
  List<String> missing(Path folder) {
    return programs.stream().filter(name -> !Files.isExecutable(folder.resolve(name))).toList();
  }
}

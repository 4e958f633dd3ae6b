package dev.kilter.app.tools;

import dev.kilter.binaries.Binaries;
import dev.kilter.binaries.Progress;
import dev.kilter.binaries.RenderTools;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;
import dev.kilter.model.settings.Settings;
import dev.kilter.render.process.Programs;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The tools by setting, on the search path, or brought by Kilter: downloaded or built in the
 * background when first asked for, while those who wait are told what is being done.
 */
public final class ToolPrograms implements Programs {
  private final String searchPath;
  private final Map<Tool, Supply> supplies;

  ToolPrograms(String searchPath, Map<Tool, Supply> supplies) {
    this.searchPath = searchPath;
    this.supplies = Map.copyOf(supplies);
  }

  /** Of this process, with the versions that this Kilter is made for. */
  public static ToolPrograms standard(Progress progress) {
    return new ToolPrograms(
        System.getenv().getOrDefault("PATH", ""),
        Map.of(
            Tool.HELM, supply("helm", Binaries.of(RenderTools.helm()), progress),
            Tool.KUSTOMIZE, supply("kustomize", Binaries.of(RenderTools.kustomize()), progress)));
  }

  private static Supply supply(String program, Binaries binaries, Progress progress) {
    return new Supply(
        program,
        binaries::present,
        told -> binaries.resolve(Optional.empty(), told),
        progress,
        work -> Thread.ofPlatform().daemon().name("get-" + program).start(work));
  }

  @Override
  public Result<Path> find(Tool tool, Settings.Tools settings) {
    String set =
        switch (tool) {
          case HELM -> settings.helmPath();
          case KUSTOMIZE -> settings.kustomizePath();
        };
    Supply supply = supplies.get(tool);
    if (supply == null) {
      throw new IllegalStateException("nobody supplies " + tool);
    }
    if (!set.isEmpty()) {
      return isProgram(Path.of(set))
          ? Result.success(Path.of(set))
          : Result.failed(
              new Failure.ToolMissing(
                  supply.program(),
                  "kilter.%s.path names %s, which cannot be executed"
                      .formatted(supply.program(), set)));
    }
    return onPath(supply.program()).map(Result::success).orElseGet(supply::find);
  }

  private Optional<Path> onPath(String program) {
    return Stream.of(searchPath.split(File.pathSeparator, -1))
        .filter(folder -> folder.startsWith("/"))
        .map(folder -> Path.of(folder, program))
        .filter(ToolPrograms::isProgram)
        .findFirst();
  }

  private static boolean isProgram(Path file) {
    return Files.isRegularFile(file) && Files.isExecutable(file);
  }
}

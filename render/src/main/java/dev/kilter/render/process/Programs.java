package dev.kilter.render.process;

import dev.kilter.model.failure.Result;
import dev.kilter.model.settings.Settings;
import java.nio.file.Path;

/** The programs that render. */
@FunctionalInterface
public interface Programs {
  /**
   * Where the tool is, at once: while one must be fetched or built first, the failure says what is
   * being done; where no way worked, it names each and why.
   */
  Result<Path> find(Tool tool, Settings.Tools settings);

  /** A tool that is run as a program. */
  enum Tool {
    HELM,
    KUSTOMIZE
  }
}

package dev.kilter.model.store;

import dev.kilter.model.failure.Result;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.project.Project;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Port to the AppProject custom resources. Failures as {@link ApplicationStore}'s. */
public interface ProjectStore {
  /** From the watched snapshot. */
  Optional<Project> find(String name);

  Result<List<Project>> list();

  Result<Project> create(Manifest project);

  Result<Project> update(Manifest project);

  /** From now on told the name of each project that changes. */
  void watch(Consumer<String> changed);
}

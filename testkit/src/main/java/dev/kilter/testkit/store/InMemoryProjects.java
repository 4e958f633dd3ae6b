package dev.kilter.testkit.store;

import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.project.Project;
import dev.kilter.model.store.ProjectStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Projects in memory. */
public final class InMemoryProjects implements ProjectStore {
  private final Map<String, Project> projects = new TreeMap<>();
  private final List<Consumer<String>> listeners = new ArrayList<>();

  public synchronized void put(Project project) {
    projects.put(project.name(), project);
    listeners.forEach(listener -> listener.accept(project.name()));
  }

  public synchronized void remove(String name) {
    projects.remove(name);
    listeners.forEach(listener -> listener.accept(name));
  }

  @Override
  public synchronized Optional<Project> find(String name) {
    return Optional.ofNullable(projects.get(name));
  }

  @Override
  public synchronized Result<List<Project>> list() {
    return Result.success(List.copyOf(projects.values()));
  }

  @Override
  public Result<Project> create(Manifest project) {
    return Result.failed(new Failure.Defect("put a record instead: " + project.name()));
  }

  @Override
  public Result<Project> update(Manifest project) {
    return Result.failed(new Failure.Defect("put a record instead: " + project.name()));
  }

  @Override
  public synchronized void watch(Consumer<String> changed) {
    listeners.add(changed);
  }
}

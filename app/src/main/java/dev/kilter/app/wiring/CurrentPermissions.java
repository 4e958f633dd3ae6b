package dev.kilter.app.wiring;

import dev.kilter.engine.access.Permissions;
import dev.kilter.model.failure.Result;
import dev.kilter.model.project.Project;
import dev.kilter.model.store.AccessStore;
import dev.kilter.model.store.ProjectStore;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The policy as it is now: read again at the first question after one of its sources changed. */
final class CurrentPermissions implements Supplier<Permissions> {
  private static final Logger LOG = LoggerFactory.getLogger(CurrentPermissions.class);

  private final AccessStore access;
  private final ProjectStore projects;
  private final AtomicBoolean changed = new AtomicBoolean();
  private volatile Permissions current;

  CurrentPermissions(AccessStore access, ProjectStore projects) {
    this.access = access;
    this.projects = projects;
    access.watch(_ -> changed.set(true));
    projects.watch(_ -> changed.set(true));
    this.current = read(List.of());
  }

  @Override
  public Permissions get() {
    if (changed.compareAndSet(true, false)) {
      current = read(current.problems());
    }
    return current;
  }

  /** Without the list of projects none of their roles counts. */
  private Permissions read(List<String> told) {
    List<Project> known =
        projects.list() instanceof Result.Success<List<Project>>(var all) ? all : List.of();
    Permissions permissions = Permissions.of(access.current(), known);
    permissions.problems().stream()
        .filter(problem -> !told.contains(problem))
        .forEach(problem -> LOG.warn("The policy: {}", problem));
    return permissions;
  }
}

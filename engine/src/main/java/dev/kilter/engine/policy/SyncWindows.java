package dev.kilter.engine.policy;

import dev.kilter.model.application.Application;
import dev.kilter.model.application.Destination;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.match.Glob;
import dev.kilter.model.project.Project;
import java.util.ArrayList;
import java.util.List;

/**
 * Which of a project's sync windows are about an application (Argo CD, SyncWindows.Matches). Their
 * times are not kept yet: where there is one, open or closed, automation stays away.
 */
public record SyncWindows(Project project) {
  public boolean concern(Application application) {
    return project.syncWindows().stream().anyMatch(window -> concerns(window, application));
  }

  private static boolean concerns(Manifest window, Application application) {
    Destination destination = application.spec().destination();
    List<Boolean> matches = new ArrayList<>();
    match(matches, window, "applications", application.id().name());
    match(matches, window, "namespaces", destination.namespace());
    match(matches, window, "clusters", destination.name(), destination.server());
    return window.flag("andOperator").orElse(false)
        ? !matches.isEmpty() && !matches.contains(false)
        : matches.contains(true);
  }

  /** A list that is empty says nothing. */
  private static void match(List<Boolean> matches, Manifest window, String list, String... names) {
    List<String> globs =
        window.list(list).stream()
            .filter(String.class::isInstance)
            .map(String.class::cast)
            .toList();
    if (!globs.isEmpty()) {
      matches.add(globs.stream().anyMatch(glob -> matchesAny(glob, names)));
    }
  }

  private static boolean matchesAny(String glob, String... names) {
    for (String name : names) {
      if (!name.isEmpty() && Glob.matches(glob, name)) {
        return true;
      }
    }
    return false;
  }
}

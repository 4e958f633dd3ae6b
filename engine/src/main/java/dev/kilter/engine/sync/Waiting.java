package dev.kilter.engine.sync;

import java.util.List;
import java.util.stream.Stream;

/** What a run waits for, in Argo CD's words, which the CLI and UI print as they are. */
final class Waiting {
  private Waiting() {}

  static String forHealth(List<Task> running) {
    List<Task> hooks = hooks(running);
    return hooks.isEmpty()
        ? text("healthy state of", running, "resources")
        : text("completion of hook", hooksFirst(running), kinds(running, hooks));
  }

  static String forDeletion(List<Task> going) {
    List<Task> hooks = hooks(going);
    return hooks.isEmpty()
        ? text("deletion of", going, "resources")
        : text("deletion of hook", hooksFirst(going), kinds(going, hooks));
  }

  static String forConfirmation(List<Task> asking) {
    return text("pruning confirmation of", asking, "resources");
  }

  private static String text(String reason, List<Task> tasks, String kinds) {
    int more = tasks.size() - 1;
    return "waiting for "
        + reason
        + " "
        + tasks.getFirst().shortName()
        + (more > 0 ? " and " + more + " more " + kinds : "");
  }

  private static List<Task> hooks(List<Task> tasks) {
    return tasks.stream().filter(Task::hook).toList();
  }

  private static List<Task> hooksFirst(List<Task> tasks) {
    return Stream.concat(
            tasks.stream().filter(Task::hook), tasks.stream().filter(task -> !task.hook()))
        .toList();
  }

  private static String kinds(List<Task> all, List<Task> hooks) {
    return hooks.size() == all.size() ? "hooks" : "resources";
  }
}

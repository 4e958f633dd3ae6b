package dev.kilter.engine.sync;

import dev.kilter.model.application.ResourceResult.SyncPhase;
import dev.kilter.model.manifest.ResourceKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Deletions run in the mirrored order of creation: the lowest wave changes places with the highest.
 * PruneLast=true comes after everything else. Waves once given stay for the whole run.
 */
final class PruneWaves {
  private PruneWaves() {}

  static List<Task> applied(List<Task> tasks, SyncRun run, Observation seen) {
    Map<ResourceKey, Integer> remembered = run.memory().pruneWaves();
    Map<Integer, Integer> mirrored = mirrored(tasks);
    List<Task> waved = new ArrayList<>();
    for (Task task : tasks) {
      waved.add(task.prune() ? moved(task, mirrored.getOrDefault(task.wave(), task.wave())) : task);
    }
    boolean allLast = run.state().operation().sync().options().has("PruneLast=true");
    int last = lastWave(waved) + 1;
    return waved.stream()
        .map(task ->
            task.prune() && (allLast || task.asks("PruneLast=true")) ? moved(task, last) : task)
        .map(task ->
            task.prune() ? moved(task, remembered.getOrDefault(task.key(), task.wave())) : task)
        .toList();
  }

  /** The waves to remember: what was remembered, and what came new. */
  static Map<ResourceKey, Integer> of(Tasks tasks, RunMemory memory) {
    Map<ResourceKey, Integer> waves =
        tasks.stream()
            .filter(Task::prune)
            .collect(Collectors.toMap(Task::key, Task::wave, (first, _) -> first));
    waves.putAll(memory.pruneWaves());
    return waves;
  }

  private static Map<Integer, Integer> mirrored(List<Task> tasks) {
    SortedSet<Integer> waves =
        tasks.stream()
            .filter(Task::prune)
            .map(Task::wave)
            .collect(Collectors.toCollection(TreeSet::new));
    List<Integer> ascending = List.copyOf(waves);
    Map<Integer, Integer> mirrored = new TreeMap<>();
    for (int i = 0; i < ascending.size(); i++) {
      mirrored.put(ascending.get(i), ascending.get(ascending.size() - 1 - i));
    }
    return mirrored;
  }

  private static int lastWave(List<Task> tasks) {
    return tasks.stream()
        .filter(task -> task.phase() == SyncPhase.Sync)
        .mapToInt(Task::wave)
        .reduce(0, Math::max);
  }

  private static Task moved(Task task, int wave) {
    return task.in(new Group(task.phase(), wave));
  }
}

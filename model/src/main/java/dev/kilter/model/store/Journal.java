package dev.kilter.model.store;

import dev.kilter.model.application.ApplicationId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Port to an application's memory (design 2.18): its last sync runs with steps and durations, and
 * who changed what. Best effort, never in a sync's path; without its CRD there is only less memory.
 */
public interface Journal {
  void append(ApplicationId application, Entry entry);

  List<Entry> read(ApplicationId application);

  /**
   * One finished run or change.
   *
   * @param kind sync, rollback, self-heal, resume, hold, drift, delete
   * @param actor the user, {@code automation}, or the field manager that changed something by hand
   * @param commit author and subject of the deployed commit, where there is one
   * @param images changed images as {@code old -> new}
   */
  record Entry(
      Instant at,
      String kind,
      String actor,
      String revision,
      Optional<String> commit,
      List<String> images,
      String outcome,
      List<Step> steps,
      List<String> tombstones) {
    public Entry {
      images = List.copyOf(images);
      steps = List.copyOf(steps);
      tombstones = List.copyOf(tombstones);
    }

    public record Step(String name, Duration took) {}
  }
}

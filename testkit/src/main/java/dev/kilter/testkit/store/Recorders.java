package dev.kilter.testkit.store;

import dev.kilter.model.application.Application;
import dev.kilter.model.application.ApplicationId;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;
import dev.kilter.model.store.EventRecorder;
import dev.kilter.model.store.Journal;
import dev.kilter.model.store.Tombstones;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Ports that only write down, each remembering what it was told. */
public final class Recorders {
  private Recorders() {}

  /** Events as {@code reason name: message}. */
  public static final class Events implements EventRecorder {
    private final List<String> recorded = new ArrayList<>();

    @Override
    public synchronized void record(Application about, Event event) {
      recorded.add(event.reason() + " " + about.id().name() + ": " + event.message());
    }

    public synchronized List<String> recorded() {
      return List.copyOf(recorded);
    }
  }

  /** Entries by application, oldest first. */
  public static final class Memory implements Journal {
    private record Line(ApplicationId application, Entry entry) {}

    private final List<Line> lines = new ArrayList<>();

    @Override
    public synchronized void append(ApplicationId application, Entry entry) {
      lines.add(new Line(application, entry));
    }

    @Override
    public synchronized List<Entry> read(ApplicationId application) {
      return lines.stream()
          .filter(line -> line.application().equals(application))
          .map(Line::entry)
          .toList();
    }
  }

  /** Batches in order; may be told to fail. */
  public static final class Graveyard implements Tombstones {
    private final List<Batch> batches = new ArrayList<>();
    private Optional<Failure> refusal = Optional.empty();

    public synchronized void refuse(Optional<Failure> failure) {
      refusal = failure;
    }

    @Override
    public synchronized Result<String> bury(Batch batch) {
      if (refusal.isPresent()) {
        return Result.failed(refusal.get());
      }
      batches.add(batch);
      return Result.success("tombstone-" + batches.size());
    }

    @Override
    public synchronized List<Batch> of(ApplicationId application) {
      return batches.stream().filter(batch -> batch.application().equals(application)).toList();
    }
  }
}

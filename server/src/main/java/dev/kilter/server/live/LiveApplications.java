package dev.kilter.server.live;

import dev.kilter.model.application.Application;
import dev.kilter.model.application.ApplicationId;
import dev.kilter.model.store.ApplicationStore;
import dev.kilter.model.view.FleetViews;
import dev.kilter.server.live.ChangeLog.Change;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;

/**
 * Every application as it is now, and in which order they changed. Thread-safe. The row of an
 * application in the fleet is made by whoever reads it first after a change.
 */
public final class LiveApplications {
  /** Covers 500 changes a second for half a minute: longer than a browser needs to come back. */
  private static final int REMEMBERED = 16_384;

  private final FleetViews views;
  private final Function<Application, String> object;
  private final ChangeLog log = new ChangeLog(REMEMBERED);
  private final Map<ApplicationId, Entry> entries = new ConcurrentHashMap<>();
  private final Map<ApplicationId, Made> rows = new ConcurrentHashMap<>();
  private final CountDownLatch listed = new CountDownLatch(1);

  /** {@code asOf} is the number of the last change. */
  private record Entry(Application application, long asOf) {}

  /** A row made after change {@code asOf}; {@code changed} is the one that made it what it is. */
  private record Made(FleetRow row, long asOf, long changed) {
    static Made newer(Made before, Made after) {
      if (before.asOf > after.asOf) {
        return before;
      }
      return before.row.equals(after.row)
          ? new Made(before.row, after.asOf, before.changed)
          : after;
    }
  }

  /** What happened to an application since a follower last looked. */
  public sealed interface Happened {
    ApplicationId id();

    /** Name in policies. */
    String object();

    /**
     * It is there, and something about it is new.
     *
     * @param resource whether its custom resource changed
     * @param row present where its row in the fleet did
     */
    record Changed(
        ApplicationId id,
        String object,
        Application application,
        boolean resource,
        Optional<FleetRow> row)
        implements Happened {}

    record Removed(ApplicationId id, String object) implements Happened {}
  }

  /** What happened up to and with change {@code number}. */
  public record News(long number, List<Happened> happened) {
    public News {
      happened = List.copyOf(happened);
    }
  }

  private LiveApplications(FleetViews views, Function<Application, String> object) {
    this.views = views;
    this.object = object;
  }

  /** Follows the store from now on, for as long as that lives. */
  public static LiveApplications of(
      ApplicationStore store, FleetViews views, Function<Application, String> object) {
    LiveApplications live = new LiveApplications(views, object);
    store.watch(live.new Feed());
    views.listen(live::movedBelow);
    return live;
  }

  /** Waits until what exists is known. */
  public void awaitListed() throws InterruptedException {
    listed.await();
  }

  public long now() {
    return log.last();
  }

  /** All applications at one moment or later; ask for the number first. */
  public Collection<Application> all() {
    return entries.values().stream().map(Entry::application).toList();
  }

  public Optional<FleetRow> row(ApplicationId id) {
    return Optional.ofNullable(entries.get(id)).map(entry -> made(id, entry).row());
  }

  /**
   * Waits for news after change {@code seen}, {@code gather} longer for what comes with it. Empty
   * where too much happened since to tell: read everything again. No news where patience ended.
   */
  public Optional<News> after(long seen, Duration patience, Duration gather)
      throws InterruptedException {
    Optional<List<Change>> first = log.after(seen, patience);
    if (first.isEmpty() || first.get().isEmpty()) {
      return first.map(_ -> new News(seen, List.of()));
    }
    ChangeLog.gather(gather);
    return log.after(seen, Duration.ZERO)
        .map(changes ->
            new News(
                changes.stream().mapToLong(Change::number).max().orElse(seen),
                changes.stream().map(change -> happened(change, seen)).toList()));
  }

  private Happened happened(Change change, long seen) {
    Entry entry = entries.get(change.id());
    if (entry == null) {
      return new Happened.Removed(change.id(), change.object());
    }
    Made made = made(change.id(), entry);
    return new Happened.Changed(
        change.id(),
        object.apply(entry.application()),
        entry.application(),
        change.resource(),
        made.changed() > seen ? Optional.of(made.row()) : Optional.empty());
  }

  /** Outside of every lock: two may make the same row, and nobody waits. */
  private Made made(ApplicationId id, Entry entry) {
    Made known = rows.get(id);
    if (known != null && known.asOf() >= entry.asOf()) {
      return known;
    }
    FleetRow row = FleetRow.of(entry.application(), views);
    return rows.merge(id, new Made(row, entry.asOf(), entry.asOf()), Made::newer);
  }

  private void movedBelow(ApplicationId id) {
    entries.computeIfPresent(
        id,
        (_, entry) ->
            new Entry(
                entry.application(), log.append(id, object.apply(entry.application()), false)));
  }

  private final class Feed implements ApplicationStore.Listener {
    @Override
    public void upserted(Application application) {
      entries.compute(
          application.id(),
          (id, _) -> new Entry(application, log.append(id, object.apply(application), true)));
    }

    @Override
    public void removed(ApplicationId id) {
      Entry gone = entries.remove(id);
      rows.remove(id);
      if (gone != null) {
        log.append(id, object.apply(gone.application()), true);
      }
    }

    @Override
    public void synced() {
      listed.countDown();
    }
  }
}

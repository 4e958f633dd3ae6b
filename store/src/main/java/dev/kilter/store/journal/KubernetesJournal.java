package dev.kilter.store.journal;

import dev.kilter.model.application.ApplicationId;
import dev.kilter.model.store.Journal;
import dev.kilter.store.requests.Resources;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes an entry soon after it came, for the first few to an application; of more it collects what
 * comes into one write an interval, as the mean over time. What people changed by hand does not
 * wait so long: it is rare, and someone may be looking for it. What cannot be written is lost: this
 * is memory, not evidence.
 */
public final class KubernetesJournal implements Journal, AutoCloseable {
  /** One write a minute and application, as the mean. */
  public static final Duration INTERVAL = Duration.ofMinutes(1);

  /** So many writes may follow each other at once: someone pushes, looks, and pushes again. */
  private static final int BURST = 3;

  /** The entries of one run come one after another; they belong into one write. */
  private static final Duration GATHER = Duration.ofMillis(300);

  /** What someone did by hand is written no sooner than this after the last write. */
  private static final Duration BY_HAND = Duration.ofSeconds(5);

  private static final Duration LAST_WRITES = Duration.ofSeconds(5);
  private static final Logger LOG = LoggerFactory.getLogger(KubernetesJournal.class);

  private final JournalResource resource;
  private final Duration interval;
  private final Map<ApplicationId, Page> pages = new ConcurrentHashMap<>();
  private final ScheduledThreadPoolExecutor writer =
      new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().daemon().name("journal").factory());

  public KubernetesJournal(
      Resources resources, Function<ApplicationId, Optional<String>> uids, Duration interval) {
    this.resource = new JournalResource(resources, uids);
    this.interval = interval;
    writer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
  }

  @Override
  public void append(ApplicationId application, Entry entry) {
    pages.compute(
        application,
        (_, page) -> {
          Page with = page == null ? new Page() : page;
          with.waiting.add(entry);
          long delay = delay(with, entry);
          if (with.comesSooner(delay) && !writer.isShutdown()) {
            with.due = OptionalLong.of(System.nanoTime() + delay);
            var _ = writer.schedule(() -> write(application), delay, TimeUnit.NANOSECONDS);
          }
          return with;
        });
  }

  private long delay(Page page, Entry entry) {
    long now = System.nanoTime();
    long rest =
        page.writes.size() < BURST
            ? 0
            : BURST * interval.toNanos() - (now - page.writes.getFirst());
    long soon =
        entry.kind().equals("drift") && !page.writes.isEmpty()
            ? BY_HAND.toNanos() - (now - page.writes.getLast())
            : rest;
    return Math.max(GATHER.toNanos(), Math.min(rest, soon));
  }

  /** What is written, and what waits to be. */
  @Override
  public List<Entry> read(ApplicationId application) {
    List<Entry> waiting = new ArrayList<>();
    pages.computeIfPresent(
        application,
        (_, page) -> {
          waiting.addAll(page.writing);
          waiting.addAll(page.waiting);
          return page;
        });
    List<Entry> entries = new ArrayList<>(resource.read(application));
    waiting.stream().filter(entry -> !entries.contains(entry)).forEach(entries::add);
    return List.copyOf(entries);
  }

  /** Writes what waits, as long as the server answers soon: nobody is to wait for memory. */
  @Override
  public void close() {
    writer.shutdown();
    Thread last = Thread.ofVirtual().name("last of the journal").start(this::writeLast);
    try {
      if (!last.join(LAST_WRITES)) {
        LOG.warn("The journal cannot be written in time; its last entries are lost");
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void writeLast() {
    try {
      if (writer.awaitTermination(LAST_WRITES.toSeconds(), TimeUnit.SECONDS)) {
        pages.keySet().forEach(this::write);
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void write(ApplicationId application) {
    List<Entry> batch = new ArrayList<>();
    pages.computeIfPresent(
        application,
        (_, page) -> {
          page.turn();
          batch.addAll(page.writing);
          return page;
        });
    if (batch.isEmpty()) {
      return;
    }
    try {
      resource.add(application, List.copyOf(batch));
    } catch (RuntimeException e) {
      LOG.atWarn()
          .addKeyValue("application", application.name())
          .addKeyValue("app-namespace", application.namespace())
          .setCause(e)
          .log("Cannot write the journal of {}", application);
    }
    pages.computeIfPresent(
        application,
        (_, page) -> {
          page.writing = List.of();
          return page;
        });
  }

  /** One application's entries that are not written yet. Seen only inside the map's compute. */
  private static final class Page {
    private final List<Entry> waiting = new ArrayList<>();
    private List<Entry> writing = List.of();
    private OptionalLong due = OptionalLong.empty();

    /** When the last writes were, as many as a burst has. */
    private final ArrayDeque<Long> writes = new ArrayDeque<>();

    private boolean comesSooner(long delay) {
      return due.isEmpty() || System.nanoTime() + delay - due.getAsLong() < 0;
    }

    /** Nothing where an earlier write took all along. */
    private void turn() {
      due = OptionalLong.empty();
      if (!waiting.isEmpty()) {
        writing = List.copyOf(waiting);
        waiting.clear();
        if (writes.size() == BURST) {
          writes.removeFirst();
        }
        writes.addLast(System.nanoTime());
      }
    }
  }
}

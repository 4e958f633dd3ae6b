package dev.kilter.store.journal;

import dev.kilter.model.application.ApplicationId;
import dev.kilter.model.store.Journal;
import dev.kilter.store.requests.Resources;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps entries in memory until they are written, by a thread of its own, at most once an interval
 * for each application. What cannot be written is lost: this is memory, not evidence.
 */
public final class KubernetesJournal implements Journal, AutoCloseable {
  /** One write a minute and application. */
  public static final Duration INTERVAL = Duration.ofMinutes(1);

  private static final Logger LOG = LoggerFactory.getLogger(KubernetesJournal.class);

  private final JournalResource resource;
  private final Duration interval;
  private final Map<ApplicationId, List<Entry>> pending = new HashMap<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread writer;

  public KubernetesJournal(Resources resources, Duration interval) {
    this.resource = new JournalResource(resources);
    this.interval = interval;
    this.writer = Thread.ofVirtual().name("journal").start(this::run);
  }

  @Override
  public void append(ApplicationId application, Entry entry) {
    synchronized (pending) {
      pending.computeIfAbsent(application, _ -> new ArrayList<>()).add(entry);
    }
  }

  /** What is written, and what waits to be. */
  @Override
  public List<Entry> read(ApplicationId application) {
    List<Entry> entries = new ArrayList<>();
    List<Entry> waiting;
    synchronized (pending) {
      waiting = List.copyOf(pending.getOrDefault(application, List.of()));
    }
    entries.addAll(resource.read(application));
    waiting.stream().filter(entry -> !entries.contains(entry)).forEach(entries::add);
    return List.copyOf(entries);
  }

  /** Writes what waits. */
  @Override
  public void close() {
    closed.countDown();
    try {
      writer.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    boolean ended = false;
    while (!ended) {
      try {
        ended = closed.await(interval.toMillis(), TimeUnit.MILLISECONDS);
      } catch (InterruptedException _) {
        ended = true;
      }
      flush();
    }
  }

  private void flush() {
    Map<ApplicationId, List<Entry>> due;
    synchronized (pending) {
      due = Map.copyOf(pending);
    }
    due.forEach(this::write);
  }

  private void write(ApplicationId application, List<Entry> entries) {
    List<Entry> batch;
    synchronized (pending) {
      batch = List.copyOf(entries);
    }
    try {
      resource.add(application, batch);
    } catch (RuntimeException e) {
      LOG.warn("Cannot write the journal of {}", application, e);
    }
    synchronized (pending) {
      entries.subList(0, batch.size()).clear();
      if (entries.isEmpty()) {
        pending.remove(application, entries);
      }
    }
  }
}

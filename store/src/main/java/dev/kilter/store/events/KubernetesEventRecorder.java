package dev.kilter.store.events;

import static dev.kilter.store.requests.ResourceKind.APPLICATION;
import static dev.kilter.store.requests.ResourceKind.EVENT;

import dev.kilter.model.application.Application;
import dev.kilter.model.failure.Result;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.store.EventRecorder;
import dev.kilter.store.requests.Resources;
import dev.kilter.store.tree.Times;
import dev.kilter.store.tree.TreeBuilder;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Writes Events on a thread of its own, in order. One that repeats raises the count of the Event
 * that is there; where more come than can be written, the newest are dropped.
 */
public final class KubernetesEventRecorder implements EventRecorder, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(KubernetesEventRecorder.class);
  private static final int QUEUE = 1_000;
  private static final int REMEMBERED = 500;
  private static final int MAX_MESSAGE = 1_024;

  private final Resources resources;
  private final InstantSource clock;
  private final BlockingQueue<Pending> queue = new ArrayBlockingQueue<>(QUEUE);
  private final Map<Repeat, Written> written = new Remembered();
  private final Thread worker;

  /** Names carry the time; used by the worker alone. */
  private long lastStamp;

  public KubernetesEventRecorder(Resources resources, InstantSource clock) {
    this.resources = resources;
    this.clock = clock;
    this.worker = Thread.ofVirtual().name("events").start(this::run);
  }

  @Override
  public void record(Application about, Event event) {
    if (!queue.offer(new Pending(about, shortened(event), clock.instant()))) {
      warn(about).log("Too many events at once: left out {} on {}", event, about.id());
    }
  }

  /** What is still queued is given up. */
  @Override
  public void close() {
    worker.interrupt();
  }

  private void run() {
    try {
      while (true) {
        Pending pending = queue.take();
        try {
          write(pending);
        } catch (RuntimeException e) {
          warn(pending.about).setCause(e).log("Cannot write the event {}", pending.event);
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // closed
    }
  }

  private void write(Pending pending) {
    Repeat repeat = new Repeat(pending.about.uid(), pending.event);
    Written before = written.get(repeat);
    if (before != null && repeated(pending, before)) {
      written.put(repeat, new Written(before.name, before.count + 1));
      return;
    }
    Manifest event = tree(pending);
    switch (resources.create(EVENT, pending.about.id().namespace(), event)) {
      case Result.Success<Manifest> _ -> written.put(repeat, new Written(event.name(), 1));
      case Result.Failed<Manifest>(var failure) ->
          warn(pending.about)
              .log("Cannot write the event {}: {}", pending.event, failure.message());
    }
  }

  /** False where the Event is gone meanwhile. */
  private boolean repeated(Pending pending, Written before) {
    return resources.mergePatch(
            EVENT,
            pending.about.id().namespace(),
            before.name,
            Map.of("count", before.count + 1, "lastTimestamp", Times.text(pending.at)))
        instanceof Result.Success<Manifest>;
  }

  private Manifest tree(Pending pending) {
    Application about = pending.about;
    lastStamp = Math.max(lastStamp + 1, nanos(pending.at));
    String name = about.id().name() + "." + Long.toHexString(lastStamp);
    return Manifest.of(
        new TreeBuilder()
            .put("apiVersion", EVENT.apiVersion())
            .put("kind", EVENT.kind())
            .put(
                "metadata",
                new TreeBuilder()
                    .put("name", name)
                    .put("namespace", about.id().namespace())
                    .put("annotations", destination(about))
                    .build())
            .put(
                "involvedObject",
                new TreeBuilder()
                    .put("apiVersion", APPLICATION.apiVersion())
                    .put("kind", APPLICATION.kind())
                    .put("namespace", about.id().namespace())
                    .put("name", about.id().name())
                    .put("uid", about.uid())
                    .put("resourceVersion", about.resourceVersion())
                    .build())
            .put("type", pending.event.severity().name())
            .put("reason", pending.event.reason())
            .put("message", pending.event.message())
            .put("source", Map.of("component", "kilter"))
            .put("reportingComponent", "kilter")
            .time("firstTimestamp", pending.at)
            .time("lastTimestamp", pending.at)
            .put("count", 1)
            .build());
  }

  private static Map<String, String> destination(Application about) {
    return Map.of(
        "dest-server", about.spec().destination().server(),
        "dest-namespace", about.spec().destination().namespace());
  }

  private static LoggingEventBuilder warn(Application about) {
    return LOG.atWarn()
        .addKeyValue("application", about.id().name())
        .addKeyValue("app-namespace", about.id().namespace())
        .addKeyValue("project", about.spec().project())
        .addKeyValue("revision", String.join(",", about.status().sync().revisions()));
  }

  private static long nanos(Instant at) {
    return at.getEpochSecond() * 1_000_000_000 + at.getNano();
  }

  private static Event shortened(Event event) {
    return event.message().length() <= MAX_MESSAGE
        ? event
        : new Event(
            event.severity(), event.reason(), event.message().substring(0, MAX_MESSAGE - 1) + "…");
  }

  private record Pending(Application about, Event event, Instant at) {}

  private record Repeat(String uid, Event event) {}

  private record Written(String name, long count) {}

  /** Forgets what was written longest ago. */
  private static final class Remembered extends LinkedHashMap<Repeat, Written> {
    @Override
    protected boolean removeEldestEntry(Map.Entry<Repeat, Written> eldest) {
      return size() > REMEMBERED;
    }
  }
}

package dev.kilter.server.rest;

import dev.kilter.model.application.ApplicationId;
import dev.kilter.model.cluster.LiveStateReader.LogQuery;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;
import dev.kilter.model.kubernetes.KubernetesApi.Cancellation;
import dev.kilter.model.view.ObjectViews;
import dev.kilter.server.rest.LogEndpoints.LineFilter;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The logs of several pods as one story. A bounded queue stands between the pods and the follower:
 * where that is slow, the pods' streams wait, and memory stays what it is.
 */
final class LogStream {
  private static final int WAITING_LINES = 2_000;

  /** Long enough to bring lines of several pods into the order of their times. */
  private static final Duration GATHER = Duration.ofMillis(30);

  private static final Duration BEAT = Duration.ofSeconds(15);

  private final ObjectViews objects;
  private final ApplicationId application;
  private final LineFilter filter;
  private final Follower follower;
  private final BlockingQueue<Told> waiting = new ArrayBlockingQueue<>(WAITING_LINES);

  /** What a pod's thread has to say. */
  private sealed interface Told {
    record Line(Instant at, String pod, String content) implements Told {}

    record Ended(Result<Void> outcome) implements Told {}
  }

  LogStream(ObjectViews objects, ApplicationId application, LineFilter filter, Follower follower) {
    this.objects = objects;
    this.application = application;
    this.filter = filter;
    this.follower = follower;
  }

  /** Until all logs ended or the follower has gone; refused where no log can be read at all. */
  void run(List<LogQuery> queries) throws IOException, InterruptedException {
    List<Cancellation> open = new ArrayList<>();
    List<Thread> readers = new ArrayList<>();
    try {
      for (LogQuery query : queries) {
        Cancellation one = new Cancellation();
        open.add(one);
        readers.add(Thread.ofVirtual().name("log " + query.pod()).start(() -> read(query, one)));
      }
      tell(queries.size());
    } finally {
      open.forEach(Cancellation::cancel);
      readers.forEach(Thread::interrupt);
    }
  }

  private void read(LogQuery query, Cancellation one) {
    Result<Void> outcome =
        objects.log(application, query, line -> offer(query.pod(), line, one), one);
    put(new Told.Ended(outcome), one);
  }

  private void offer(String pod, String line, Cancellation one) {
    int space = line.indexOf(' ');
    Instant at = time(space < 0 ? line : line.substring(0, space));
    String content = space < 0 ? "" : line.substring(space + 1);
    if (filter.over(at)) {
      one.cancel();
    } else if (filter.passes(content)) {
      put(new Told.Line(at, pod, content), one);
    }
  }

  private static Instant time(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      return Instant.EPOCH;
    }
  }

  private void put(Told told, Cancellation one) {
    try {
      waiting.put(told);
    } catch (InterruptedException e) {
      one.cancel();
      Thread.currentThread().interrupt();
    }
  }

  private void tell(int pods) throws IOException, InterruptedException {
    Optional<Failure> failed = Optional.empty();
    boolean told = false;
    for (int left = pods; left > 0; ) {
      List<Told> gathered = gathered();
      told |= tellLines(gathered);
      for (Told one : gathered) {
        if (one instanceof Told.Ended(var outcome)) {
          left--;
          failed = outcome instanceof Result.Failed<Void>(var why) ? Optional.of(why) : failed;
        }
      }
    }
    if (!told && failed.isPresent()) {
      throw Problems.of(failed.get(), application.name()).exception();
    }
    follower.event("", "", Map.of("result", last()));
  }

  private List<Told> gathered() throws InterruptedException, IOException {
    Told first = waiting.poll(BEAT.toMillis(), TimeUnit.MILLISECONDS);
    while (first == null) {
      follower.event("", "", Map.of());
      first = waiting.poll(BEAT.toMillis(), TimeUnit.MILLISECONDS);
    }
    TimeUnit.MILLISECONDS.sleep(GATHER.toMillis());
    List<Told> gathered = new ArrayList<>();
    gathered.add(first);
    waiting.drainTo(gathered);
    return gathered;
  }

  private boolean tellLines(List<Told> gathered) throws IOException {
    List<Told.Line> lines =
        gathered.stream()
            .filter(Told.Line.class::isInstance)
            .map(Told.Line.class::cast)
            .sorted(Comparator.comparing(Told.Line::at))
            .toList();
    for (Told.Line line : lines) {
      follower.event("", "", Map.of("result", entry(line)));
    }
    return !lines.isEmpty();
  }

  /** LogEntry. */
  private static Map<String, @Nullable Object> entry(Told.Line line) {
    Map<String, @Nullable Object> entry = new LinkedHashMap<>();
    entry.put("content", line.content());
    entry.put("timeStamp", line.at().toString());
    entry.put("last", false);
    entry.put("timeStampStr", line.at().toString());
    entry.put("podName", line.pod());
    return entry;
  }

  private static Map<String, @Nullable Object> last() {
    Map<String, @Nullable Object> entry = new LinkedHashMap<>();
    entry.put("content", "");
    entry.put("timeStampStr", "");
    entry.put("last", true);
    entry.put("podName", "");
    return entry;
  }
}

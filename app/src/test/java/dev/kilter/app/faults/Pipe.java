package dev.kilter.app.faults;

import dev.kilter.model.kubernetes.KubernetesApi.ApiRequest;
import dev.kilter.testkit.apiserver.ApiServer;
import dev.kilter.testkit.apiserver.Watch;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One stream from the server to whoever follows it, line by line. */
final class Pipe {
  private static final Duration PATIENCE = Duration.ofSeconds(130);
  private static final Duration BOOKMARK = Duration.ofSeconds(150);

  private final Supplier<ApiServer> address;
  private final Troubles troubles;
  private final Time time;
  private final ApiRequest request;
  private final Reader reader;
  private final Consumer<String> heard;
  private @Nullable Watch watch;
  private Optional<String> next = Optional.empty();
  private Instant silentSince = Instant.MAX;
  private Instant bookmarkAt = Instant.MAX;
  private boolean over;

  /** Whoever follows. */
  interface Reader {
    void line(String line);

    void ended(int status);

    void broke(Exception why);
  }

  Pipe(
      Supplier<ApiServer> address,
      Troubles troubles,
      Time time,
      ApiRequest request,
      Reader reader,
      Consumer<String> heard) {
    this.address = address;
    this.troubles = troubles;
    this.time = time;
    this.request = request;
    this.reader = reader;
    this.heard = heard;
  }

  String path() {
    return request.path();
  }

  /** What it is a stream of. */
  String collection() {
    String path = request.path();
    return path.contains("?") ? path.substring(0, path.indexOf('?')) : path;
  }

  boolean over() {
    return over;
  }

  /** Whether it has begun and is not over. */
  boolean heard() {
    return watch != null && !over;
  }

  /** Whether there is something to do. */
  boolean ready() {
    if (over) {
      return false;
    }
    if (watch == null) {
      return !late();
    }
    if (silent()) {
      return !time.now().isBefore(silentSince.plus(PATIENCE));
    }
    if (late()) {
      return false;
    }
    if (!time.now().isBefore(bookmarkAt)) {
      bookmarkAt = time.now().plus(BOOKMARK);
      watch.bookmark();
    }
    if (next.isEmpty()) {
      next = watch.poll();
    }
    return next.isPresent() || watch.isOver();
  }

  private boolean late() {
    return troubles.lasts(Fault.Type.DELAY, path());
  }

  /** Once silent, it stays so until whoever follows loses patience. */
  private boolean silent() {
    if (silentSince.equals(Instant.MAX) && troubles.lasts(Fault.Type.SILENCE, path())) {
      silentSince = time.now();
    }
    return !silentSince.equals(Instant.MAX);
  }

  /** When it will have something to do by time alone. */
  Instant wakeAt() {
    if (over || (silentSince.equals(Instant.MAX) && late())) {
      return Instant.MAX;
    }
    return silentSince.equals(Instant.MAX) ? bookmarkAt : silentSince.plus(PATIENCE);
  }

  void step() {
    if (watch == null) {
      open();
    } else if (silent()) {
      breakOff("nothing came for too long");
    } else if (next.isPresent()) {
      String line = next.get();
      next = Optional.empty();
      heard.accept(line);
      reader.line(line);
      if (troubles.lasts(Fault.Type.REPEAT, path()) && !over) {
        reader.line(line);
      }
    } else {
      over = true;
      reader.ended(watch.status());
    }
  }

  private void open() {
    Troubles.Outcome outcome = troubles.strikes(request);
    switch (outcome.fate()) {
      case DIES_BEFORE, DIES_AFTER -> throw new ProcessDied();
      case REFUSED, LOST_BEFORE, LOST_AFTER -> breakOff("connection refused");
      case ANSWERED -> {
        over = true;
        reader.ended(outcome.status());
      }
      case ARRIVES -> {
        watch = address.get().open(request);
        bookmarkAt = time.now().plus(BOOKMARK);
        if (watch.status() != 200) {
          over = true;
          reader.ended(watch.status());
        }
      }
    }
  }

  /** The connection breaks. */
  void breakOff(String why) {
    if (!over) {
      over = true;
      reader.broke(new IOException(why));
    }
  }

  /** Whoever follows does not want more. */
  void cancel() {
    if (!over) {
      over = true;
      reader.ended(200);
    }
  }
}

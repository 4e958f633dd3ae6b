package dev.kilter.app.faults;

import dev.kilter.cluster.cache.CacheRuntime;
import dev.kilter.cluster.cache.StreamAttempt;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** What a cluster's cache runs on: each turn, request and line waits to be picked. */
final class SteppedCache implements CacheRuntime {
  private final Time time;
  private final Dice dice;
  private final BiFunction<StreamAttempt, Pipe.Reader, Pipe> pipes;
  private final Deque<Runnable> turns = new ArrayDeque<>();
  private final List<Runnable> requests = new ArrayList<>();
  private final List<Pipe> open = new ArrayList<>();
  private @Nullable Alarm alarm;
  private boolean closed;

  SteppedCache(Time time, Dice dice, BiFunction<StreamAttempt, Pipe.Reader, Pipe> pipes) {
    this.time = time;
    this.dice = dice;
    this.pipes = pipes;
  }

  @Override
  public void start(Alarm clock) {
    alarm = clock;
  }

  @Override
  public void turn(Runnable event) {
    turns.addLast(event);
  }

  @Override
  public void urgentTurn(Runnable event) {
    event.run();
  }

  @Override
  public void request(Runnable request) {
    requests.add(request);
  }

  @Override
  public void open(StreamAttempt stream) {
    Pipe pipe =
        pipes.apply(
            stream,
            new Pipe.Reader() {
              @Override
              public void line(String line) {
                stream.line(line.getBytes(StandardCharsets.UTF_8));
              }

              @Override
              public void ended(int status) {
                stream.ended(status);
              }

              @Override
              public void broke(Exception why) {
                stream.broke(why);
              }
            });
    stream.cancellation().onCancel(pipe::cancel);
    open.add(pipe);
  }

  @Override
  public double chance() {
    return dice.fraction();
  }

  @Override
  public void close() {
    closed = true;
  }

  /** What could be done next. */
  void offer(List<Runnable> work) {
    if (closed) {
      return;
    }
    if (!turns.isEmpty()) {
      work.add(() -> turns.removeFirst().run());
      work.add(() -> turns.removeFirst().run());
    }
    for (Runnable request : requests) {
      work.add(() -> {
        requests.remove(request);
        request.run();
      });
    }
    open.removeIf(Pipe::over);
    for (Pipe pipe : open) {
      if (pipe.ready()) {
        work.add(pipe::step);
      }
    }
    Alarm clock = alarm;
    if (clock != null && !time.now().isBefore(clock.wakeAt())) {
      work.add(clock::ring);
    }
  }

  Instant wakeAt() {
    Alarm clock = alarm;
    Instant first = clock == null ? Instant.MAX : clock.wakeAt();
    for (Pipe pipe : open) {
      Instant at = pipe.wakeAt();
      first = at.isBefore(first) ? at : first;
    }
    return first;
  }

  List<Pipe> pipes() {
    return open;
  }
}

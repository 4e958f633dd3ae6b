package dev.kilter.cluster.cache;

import dev.kilter.cluster.cache.CacheEvent.Closed;
import dev.kilter.cluster.transport.Reason;
import dev.kilter.model.kubernetes.KubernetesApi.ApiRequest;
import dev.kilter.model.kubernetes.KubernetesApi.Cancellation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;

/** One attempt at a stream: what to ask for, and what is to be told of the answer. */
public final class StreamAttempt {
  private final StreamId id;
  private final int number;
  private final ApiRequest request;
  private final StreamReader reader;
  private final Consumer<CacheEvent> events;
  private final DoubleSupplier chance;
  private final Cancellation cancellation = new Cancellation();
  private int status;

  StreamAttempt(
      CacheCommand.Watch watch,
      ApiRequest request,
      ObjectParser parser,
      Consumer<CacheEvent> events,
      DoubleSupplier chance) {
    this.id = watch.stream();
    this.number = watch.attempt();
    this.request = request;
    this.reader = new StreamReader(id, number, parser, events);
    this.events = events;
    this.chance = chance;
  }

  public ApiRequest request() {
    return request;
  }

  public Cancellation cancellation() {
    return cancellation;
  }

  /** A line that came; where it says that the stream is over, the stream is cancelled. */
  public void line(byte[] line) {
    if (status != 0) {
      return;
    }
    try {
      status = reader.line(line);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (status != 0) {
      cancellation.cancel();
    }
  }

  /** The stream is over, with the status of its answer. */
  public void ended(int answered) {
    close(status == 0 ? answered : status, "");
  }

  /** It never answered, or broke off. */
  public void broke(Throwable why) {
    close(status, Reason.of(why));
  }

  private void close(int last, String message) {
    events.accept(new Closed(id, number, last, message, chance.getAsDouble()));
  }

  @Override
  public String toString() {
    return id.toString();
  }
}

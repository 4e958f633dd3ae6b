package dev.kilter.app.faults;

import dev.kilter.model.kubernetes.KubernetesApi.ApiRequest;
import dev.kilter.store.watching.Following;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** A store's collection, followed step by step as {@code ResourceWatch} does on a thread. */
final class Feed {
  private final Following following;
  private final Time time;
  private final BiFunction<ApiRequest, Pipe.Reader, Pipe> pipes;
  private @Nullable Pipe pipe;
  private Instant again = Instant.MIN;

  Feed(Following following, Time time, BiFunction<ApiRequest, Pipe.Reader, Pipe> pipes) {
    this.following = following;
    this.time = time;
    this.pipes = pipes;
  }

  boolean synced() {
    return following.synced();
  }

  boolean ready() {
    Pipe open = pipe;
    return open == null ? !time.now().isBefore(again) : open.ready();
  }

  Instant wakeAt() {
    Pipe open = pipe;
    return open == null ? again : open.wakeAt();
  }

  Optional<Pipe> pipe() {
    return Optional.ofNullable(pipe);
  }

  void step() {
    Pipe open = pipe;
    if (open == null) {
      begin();
    } else {
      open.step();
    }
  }

  private void begin() {
    Optional<ApiRequest> next = following.next();
    if (next.isEmpty()) {
      following.list();
      rest();
      return;
    }
    pipe =
        pipes.apply(
            next.get(),
            new Pipe.Reader() {
              @Override
              public void line(String line) {
                if (!following.line(line)) {
                  ended(200);
                }
              }

              @Override
              public void ended(int status) {
                following.ended(status);
                rest();
              }

              @Override
              public void broke(Exception why) {
                following.broke(why);
                rest();
              }
            });
  }

  private void rest() {
    pipe = null;
    again = time.now().plus(following.pause());
  }
}

package dev.kilter.git.transport;

import java.time.Duration;

/** Hears of every conversation with a remote, on the thread that led it; must return at once. */
public interface RemoteObserver {
  RemoteObserver NONE = (_, _, _) -> {};

  /** {@code url} is free of credentials. */
  void conversed(String url, Request request, Duration took);

  /** What was asked of the remote, in Git's words. */
  enum Request {
    LS_REMOTE,
    FETCH
  }
}

package dev.kilter.server.rest;

import java.time.Duration;
import java.time.InstantSource;

/** The clock, and the wait between two looks at something that changes. */
public interface Timer extends InstantSource {
  void pause(Duration duration) throws InterruptedException;

  static Timer system() {
    InstantSource clock = InstantSource.system();
    return new Timer() {
      @Override
      public java.time.Instant instant() {
        return clock.instant();
      }

      @Override
      public void pause(Duration duration) throws InterruptedException {
        Thread.sleep(duration);
      }
    };
  }
}

package dev.kilter.cli.session;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** The clock, and the wait between two looks. */
public interface Ticker extends InstantSource {
  void pause(Duration duration) throws InterruptedException;

  static Ticker system() {
    return new Ticker() {
      @Override
      public Instant instant() {
        return Instant.now();
      }

      @Override
      public void pause(Duration duration) throws InterruptedException {
        Thread.sleep(duration);
      }
    };
  }
}

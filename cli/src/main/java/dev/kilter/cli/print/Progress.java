package dev.kilter.cli.print;

import dev.kilter.cli.session.Console;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What is going on, on stderr: redrawn in place where a person watches, else each line once, with a
 * sign of life every 30 s so that nothing in between thinks that we are dead.
 */
public final class Progress {
  private static final Duration HEARTBEAT = Duration.ofSeconds(30);

  private final Console console;
  private final Set<String> printed = new HashSet<>();
  private final Redrawn redrawn;
  private final Instant started;
  private Instant lastWord;

  public Progress(Console console) {
    this.console = console;
    this.redrawn = new Redrawn(console.err(), console.terminal());
    this.started = console.ticker().instant();
    this.lastWord = started;
  }

  public Duration elapsed() {
    return Duration.between(started, console.ticker().instant());
  }

  /** The present state, whole; the last line says what is being waited for. */
  public void show(List<String> lines) {
    if (console.terminal().interactive()) {
      redrawn.show(lines);
      return;
    }
    boolean said = false;
    for (String line : lines) {
      if (printed.add(line)) {
        console.err().println(line);
        said = true;
      }
    }
    Instant now = console.ticker().instant();
    if (said) {
      lastWord = now;
    } else if (Duration.between(lastWord, now).compareTo(HEARTBEAT) >= 0) {
      lastWord = now;
      console
          .err()
          .println(
              "still waiting after "
                  + elapsed().toSeconds()
                  + " s"
                  + (lines.isEmpty() ? "" : ": " + lines.getLast().strip()));
    }
  }
}

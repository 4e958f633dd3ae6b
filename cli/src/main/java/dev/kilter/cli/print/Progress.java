package dev.kilter.cli.print;

import dev.kilter.cli.session.Console;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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
  private final Instant started;
  private Instant lastWord;
  private List<String> drawn = List.of();

  public Progress(Console console) {
    this.console = console;
    this.started = console.ticker().instant();
    this.lastWord = started;
  }

  public Duration elapsed() {
    return Duration.between(started, console.ticker().instant());
  }

  /** The present state, whole; the last line says what is being waited for. */
  public void show(List<String> lines) {
    if (console.terminal().interactive()) {
      redraw(lines);
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

  private void redraw(List<String> lines) {
    List<String> fitting = new ArrayList<>();
    int width = Math.max(20, console.terminal().width() - 1);
    for (String line : lines) {
      fitting.add(
          line.length() <= width || line.indexOf('\u001b') >= 0 ? line : line.substring(0, width));
    }
    if (fitting.equals(drawn)) {
      return;
    }
    StringBuilder text = new StringBuilder();
    if (!drawn.isEmpty()) {
      text.append("\u001b[").append(drawn.size()).append("A\u001b[J");
    }
    fitting.forEach(line -> text.append(line).append('\n'));
    console.err().print(text);
    console.err().flush();
    drawn = List.copyOf(fitting);
  }
}

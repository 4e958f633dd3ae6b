package dev.kilter.cli.print;

import dev.kilter.cli.session.Console;
import dev.kilter.cli.session.Session;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/**
 * The {@code -w} of verbs that read: what they say is said again whenever it changed, in place
 * where a person watches, else its new lines alone.
 */
public final class Watched {
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

  @Option(
      names = {"-w", "--watch"},
      description = "Stay and show what changes; Ctrl-C ends it.")
  private boolean asked;

  /** Prints once, or for as long as the user stays. The text ends with a line break. */
  public void print(Session session, OutputFormat format, Supplier<String> text) {
    if (!asked) {
      session.out().print(text.get());
      return;
    }
    Console console = session.console();
    Redrawn redrawn = new Redrawn(console.out(), console.terminal());
    Set<String> before = Set.of();
    while (!Thread.currentThread().isInterrupted()) {
      List<String> lines = text.get().lines().toList();
      if (console.terminal().interactive()) {
        redrawn.show(lines);
      } else {
        Set<String> known = before;
        Set<String> now = lines.stream().map(Watched::said).collect(Collectors.toSet());
        boolean whole = format.isMachine() && !known.equals(now);
        lines.stream()
            .filter(line -> whole || !known.contains(said(line)))
            .forEach(console.out()::println);
        before = now;
      }
      pause(console);
    }
  }

  /** A column that grew wider says nothing new. */
  private static String said(String line) {
    return line.strip().replaceAll("\\s+", " ");
  }

  private static void pause(Console console) {
    try {
      console.ticker().pause(LOOK_AGAIN);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

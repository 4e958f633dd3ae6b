package dev.kilter.cli.print;

import dev.kilter.cli.session.Terminal;
import java.io.PrintStream;
import java.util.List;
import java.util.stream.Stream;

/**
 * Lines on a terminal that are drawn again in place. The terminal cuts what is wider than it, and
 * what is higher than it is left out at the top: only so the place can be found again.
 */
public final class Redrawn {
  private static final String CLEAR_BELOW = "\u001b[J";
  private static final String CUT = "\u001b[?7l";
  private static final String WRAP = "\u001b[?7h";
  private static final int LEAST = 2;

  private final PrintStream to;
  private final Terminal terminal;
  private List<String> wanted = List.of();
  private List<String> drawn = List.of();

  public Redrawn(PrintStream to, Terminal terminal) {
    this.to = to;
    this.terminal = terminal;
  }

  /** Takes the lines away, for something else to be printed in their place. */
  public void clear() {
    if (!drawn.isEmpty()) {
      to.print("\u001b[" + drawn.size() + "A" + CLEAR_BELOW);
    }
    drawn = List.of();
    wanted = List.of();
  }

  public void show(List<String> lines) {
    if (lines.equals(wanted)) {
      return;
    }
    wanted = List.copyOf(lines);
    List<String> fitting = fitting(lines);
    StringBuilder text = new StringBuilder();
    if (!drawn.isEmpty()) {
      text.append("\u001b[").append(drawn.size()).append('A').append(CLEAR_BELOW);
    }
    text.append(CUT);
    fitting.forEach(line -> text.append(line).append('\n'));
    to.print(text.append(WRAP));
    to.flush();
    drawn = fitting;
  }

  /** The cursor stands below the last line, so one row is its own. */
  private List<String> fitting(List<String> lines) {
    int room = Math.max(LEAST, terminal.height() - 1);
    if (lines.size() <= room) {
      return List.copyOf(lines);
    }
    List<String> last = lines.subList(lines.size() - room + 1, lines.size());
    return Stream.concat(Stream.of((lines.size() - last.size()) + " lines more"), last.stream())
        .toList();
  }
}

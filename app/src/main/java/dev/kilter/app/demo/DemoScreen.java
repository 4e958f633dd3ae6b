package dev.kilter.app.demo;

import dev.kilter.cli.print.Redrawn;
import dev.kilter.cli.session.Console;
import dev.kilter.cli.session.Style;
import dev.kilter.model.application.Application;
import dev.kilter.model.application.ApplicationId;
import dev.kilter.model.store.ApplicationStore;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The shop as it is now, and what to try once it is open. On a terminal the state stays in place
 * with the last changes below it; elsewhere each change is a line.
 */
final class DemoScreen implements ApplicationStore.Listener {
  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");
  private static final int CHANGES = 6;

  private final Console console;
  private final Style style;
  private final String toTry;
  private final Redrawn state;
  private final Map<String, ApplicationRow> rows = new TreeMap<>();
  private final Deque<String> changes = new ArrayDeque<>();

  DemoScreen(Console console, Style style, String toTry) {
    this.console = console;
    this.style = style;
    this.toTry = toTry;
    this.state = new Redrawn(console.out(), console.terminal());
  }

  @Override
  public synchronized void upserted(Application application) {
    ApplicationRow row = ApplicationRow.of(application);
    if (!row.equals(rows.put(application.id().name(), row))) {
      changed(row.text(style));
    }
    draw();
  }

  /** Says once that all is there, and what to try. */
  synchronized void open() {
    state.clear();
    console.out().println("\nThe shop is open. Three things to try.\n");
    console.out().println(toTry);
    console.out().println("Ctrl-C stops everything.\n");
    changes.clear();
    draw();
  }

  @Override
  public synchronized void removed(ApplicationId id) {
    rows.remove(id.name());
    changed(id.name() + " is gone");
    draw();
  }

  @Override
  public void synced() {
    // the first listing is shown like every change
  }

  private void changed(String what) {
    String line =
        console.ticker().instant().atZone(ZoneId.systemDefault()).format(CLOCK) + "  " + what;
    if (!console.terminal().interactive()) {
      console.out().println(line);
      return;
    }
    changes.addLast(line);
    if (changes.size() > CHANGES) {
      changes.removeFirst();
    }
  }

  private void draw() {
    if (!console.terminal().interactive()) {
      return;
    }
    List<String> lines = new ArrayList<>();
    rows.values().forEach(row -> lines.add("  " + row.text(style)));
    lines.add("");
    changes.forEach(line -> lines.add("  " + line));
    state.show(lines);
  }
}

package dev.kilter.app.commandline;

import dev.kilter.cli.session.Console;
import dev.kilter.cli.session.Terminal;
import dev.kilter.cli.session.Ticker;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The terminal that this process was started on. */
final class Consoles {
  private static final int DEFAULT_WIDTH = 120;

  private Consoles() {}

  /** Output is UTF-8 whatever the locale says: it goes into files and pipes as often. */
  static Console ofThisProcess() {
    Map<String, String> environment = System.getenv();
    return new Console(
        System.in,
        stream(FileDescriptor.out),
        stream(FileDescriptor.err),
        terminal(environment),
        environment,
        Ticker.system());
  }

  private static PrintStream stream(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }

  @SuppressWarnings(
      "SystemConsoleNull") // null-checked for what the annotation says; isTerminal decides
  private static Terminal terminal(Map<String, String> environment) {
    java.io.@Nullable Console console = System.console();
    boolean interactive = console != null && console.isTerminal();
    boolean unicode = unicode(environment);
    int width = width(environment);
    return new Terminal() {
      @Override
      public boolean interactive() {
        return interactive;
      }

      @Override
      public int width() {
        return width;
      }

      @Override
      public boolean unicode() {
        return unicode;
      }
    };
  }

  /** POSIX: LC_ALL beats LC_CTYPE beats LANG; none of them means C, which is ASCII. */
  private static boolean unicode(Map<String, String> environment) {
    for (String name : new String[] {"LC_ALL", "LC_CTYPE", "LANG"}) {
      String value = environment.getOrDefault(name, "");
      if (!value.isEmpty()) {
        return value.toUpperCase(Locale.ROOT).replace("-", "").contains("UTF8");
      }
    }
    return false;
  }

  private static int width(Map<String, String> environment) {
    String columns = environment.getOrDefault("COLUMNS", "");
    return columns.matches("[1-9]\\d{0,3}") ? Integer.parseInt(columns) : DEFAULT_WIDTH;
  }
}

package dev.kilter.app.commandline;

import dev.kilter.cli.session.Console;
import dev.kilter.cli.session.Terminal;
import dev.kilter.cli.session.Ticker;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The terminal that this process was started on. */
final class Consoles {
  private static final int DEFAULT_ROWS = 24;
  private static final Pattern SIZE = Pattern.compile("(\\d{1,4}) \\d{1,4}");

  private Consoles() {}

  /** Output is UTF-8 whatever the locale says: it goes into files and pipes as often. */
  static Console ofThisProcess(Ticker ticker) {
    Map<String, String> environment = System.getenv();
    return new Console(
        System.in,
        stream(FileDescriptor.out),
        stream(FileDescriptor.err),
        terminal(environment),
        environment,
        ticker);
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
    return new Terminal() {
      @Override
      public boolean interactive() {
        return interactive;
      }

      @Override
      public int height() {
        return rows();
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

  /** Asked each time, for the window may have changed; only what is drawn in place asks. */
  private static int rows() {
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(Path.of("/dev/tty").toFile())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String answer = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      Matcher size = SIZE.matcher(answer.strip());
      int rows = size.matches() ? Integer.parseInt(size.group(1)) : 0;
      return rows == 0 ? DEFAULT_ROWS : rows;
    } catch (IOException e) {
      return DEFAULT_ROWS;
    }
  }
}

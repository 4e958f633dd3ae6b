package dev.kilter.render.jsonnet;

import dev.kilter.render.input.Unrenderable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What went wrong in a program, with the file and line at which it did. */
final class JsonnetFault {
  /** The library keeps the line with the file's name, and the column as the line. */
  private static final Pattern PLACE = Pattern.compile("(.+):(\\d+)");

  private JsonnetFault() {}

  static Unrenderable of(String program, sjsonnet.Error error) {
    String file = program;
    int line = 0;
    for (StackTraceElement frame : error.getStackTrace()) {
      Matcher place = PLACE.matcher(String.valueOf(frame.getFileName()));
      if (place.matches() && !place.group(1).equals(Library.NAME)) {
        file = place.group(1);
        line = Integer.parseInt(place.group(2));
        break;
      }
    }
    String where = line == 0 ? file : file + ":" + line;
    String from = file.equals(program) ? "" : " (from " + program + ")";
    return Unrenderable.file(file, line, where + ": " + words(error) + from);
  }

  private static String words(sjsonnet.Error error) {
    Throwable cause = error.getCause();
    if (cause == null) {
      return String.valueOf(error.getMessage());
    }
    String message = String.valueOf(cause.getMessage());
    return cause instanceof IllegalArgumentException
        ? message
        : cause.getClass().getSimpleName() + ": " + message;
  }
}

package dev.kilter.cluster.transport;

import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an exception says to a person: its messages and its causes', each once. */
public final class Reason {
  private Reason() {}

  public static String of(Throwable error) {
    Set<String> said = new LinkedHashSet<>();
    Deque<Throwable> chain = new ArrayDeque<>();
    for (Throwable at = error; at != null && !chain.contains(at); at = at.getCause()) {
      chain.add(at);
      String text = text(at);
      if (text != null && said.stream().noneMatch(before -> before.contains(text))) {
        said.add(text);
      }
    }
    return said.isEmpty() ? error.getClass().getSimpleName() : String.join(": ", said);
  }

  /** The JDK says no more than the name. */
  private static @Nullable String text(Throwable error) {
    return error instanceof UnknownHostException
        ? "the name " + error.getMessage() + " cannot be resolved"
        : error.getMessage();
  }

  /** The same, naming the server that could not be reached. */
  public static String of(String server, Throwable error) {
    return about(server, of(error));
  }

  /** A reason that may or may not name the server, naming it. */
  public static String about(String server, String reason) {
    return reason.contains(server) ? reason : server + " cannot be reached: " + reason;
  }
}

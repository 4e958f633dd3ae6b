package dev.kilter.cluster.transport;

import java.net.ConnectException;
import java.nio.channels.UnresolvedAddressException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;

/** What an exception says to a person: its messages and its causes', each once. */
public final class Reason {
  private Reason() {}

  public static String of(Throwable error) {
    Set<String> said = new LinkedHashSet<>();
    Deque<Throwable> chain = new ArrayDeque<>();
    for (Throwable at = error; at != null && !chain.contains(at); at = at.getCause()) {
      chain.add(at);
      String text = at.getMessage();
      if (text != null && said.stream().noneMatch(before -> before.contains(text))) {
        said.add(text);
      }
    }
    return said.isEmpty() ? wordless(error, chain) : String.join(": ", said);
  }

  /** The JDK's HTTP client finds no words for the two most usual failures. */
  private static String wordless(Throwable error, Deque<Throwable> chain) {
    if (chain.stream().anyMatch(UnresolvedAddressException.class::isInstance)) {
      return "its name cannot be resolved";
    }
    return error instanceof ConnectException
        ? "the connection was refused"
        : error.getClass().getSimpleName();
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

package dev.kilter.cluster.transport;

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
    return said.isEmpty() ? error.getClass().getSimpleName() : String.join(": ", said);
  }
}

package dev.kilter.control.refresh;

import dev.kilter.model.failure.Failure;
import dev.kilter.model.time.Moment;
import java.util.List;
import java.util.Map;

/** The kinds that a cluster was never asked for with success, and the words for it. */
record Listing(String server, Map<String, String> unlisted) {
  private static final int SHOWN = 5;
  private static final String UNTIL =
      "; until they all are listed, nothing can be said about what is missing";

  /** Whether one of them does not merely take its time. */
  boolean failing() {
    return unlisted.values().stream().anyMatch(why -> !why.isEmpty());
  }

  Failure failure() {
    List<String> failing =
        unlisted.entrySet().stream()
            .filter(kind -> !kind.getValue().isEmpty())
            .map(kind -> kind.getKey() + " (" + kind.getValue() + ")")
            .toList();
    return new Failure.ClusterUnreachable(
        server, "cluster " + server + " could not list " + shown(failing) + UNTIL);
  }

  Failure stillGoingOn(Moment since) {
    String waitedFor =
        unlisted.isEmpty() ? "" : ": " + shown(unlisted.keySet().stream().sorted().toList());
    return new Failure.ClusterUnreachable(
        server,
        "the objects of cluster "
            + server
            + " are still being listed since "
            + since.wall()
            + waitedFor
            + UNTIL);
  }

  private static String shown(List<String> kinds) {
    String first = String.join(", ", kinds.stream().limit(SHOWN).toList());
    return kinds.size() > SHOWN ? first + " and " + (kinds.size() - SHOWN) + " more" : first;
  }
}

package dev.kilter.testkit.apiserver;

import dev.kilter.testkit.apiserver.Statuses.Cause;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The rules of resourceVersion, resourceVersionMatch and sendInitialEvents. */
final class Versions {
  private static final String MATCH = "resourceVersionMatch";
  private static final String EXACT = "Exact";
  private static final String NOT_OLDER = "NotOlderThan";

  private Versions() {}

  static void checkList(Target target) {
    List<Cause> causes = new ArrayList<>();
    String match = target.value(MATCH);
    if (!match.isEmpty()) {
      if (target.value("resourceVersion").isEmpty()) {
        causes.add(
            Cause.forbidden(
                MATCH, "resourceVersionMatch is forbidden unless resourceVersion is provided"));
      }
      if (!target.value("continue").isEmpty()) {
        causes.add(
            Cause.forbidden(MATCH, "resourceVersionMatch is forbidden when continue is provided"));
      }
      if (!List.of(EXACT, NOT_OLDER).contains(match)) {
        causes.add(unsupported(match, "\"Exact\", \"NotOlderThan\", \"\""));
      }
      if (match.equals(EXACT) && target.value("resourceVersion").equals("0")) {
        causes.add(
            Cause.forbidden(
                MATCH, "resourceVersionMatch \"exact\" is forbidden for resourceVersion \"0\""));
      }
    }
    if (target.has("sendInitialEvents")) {
      causes.add(Cause.forbidden("sendInitialEvents", "sendInitialEvents is forbidden for list"));
    }
    refuse(causes);
  }

  static void checkWatch(Target target) {
    List<Cause> causes = new ArrayList<>();
    String match = target.value(MATCH);
    boolean initial = target.has("sendInitialEvents");
    if (initial && !match.equals(NOT_OLDER)) {
      causes.add(
          Cause.forbidden(
              MATCH, "sendInitialEvents requires setting resourceVersionMatch to NotOlderThan"));
    }
    if (!match.isEmpty()) {
      if (!initial) {
        causes.add(
            Cause.forbidden(
                MATCH,
                "resourceVersionMatch is forbidden for watch unless sendInitialEvents is provided"));
      }
      if (!match.equals(NOT_OLDER)) {
        causes.add(unsupported(match, "\"NotOlderThan\""));
      }
    }
    refuse(causes);
  }

  private static Cause unsupported(String match, String supported) {
    return new Cause(
        "FieldValueNotSupported",
        "Unsupported value: \"" + match + "\": supported values: " + supported,
        MATCH);
  }

  private static void refuse(List<Cause> causes) {
    if (!causes.isEmpty()) {
      throw Statuses.invalid("meta.k8s.io", "ListOptions", "", causes);
    }
  }

  /** The resourceVersion that the query names; 0 where it names none. */
  static long number(Target target) {
    String text = target.value("resourceVersion");
    if (text.isEmpty()) {
      return 0;
    }
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException _) {
      throw Statuses.badRequest(
          "resourceVersion: Invalid value: \"" + text + "\": must be a number");
    }
  }

  /** A version of the future: who waits for it is to come again. */
  static void checkReached(long wanted, long current) {
    if (wanted > current) {
      throw Statuses.refusal(
          504,
          "Timeout",
          "Timeout: Too large resource version: %d, current: %d".formatted(wanted, current),
          Map.of(
              "causes",
              List.of(
                  Map.of(
                      "reason",
                      "ResourceVersionTooLarge",
                      "message",
                      "Too large resource version")),
              "retryAfterSeconds",
              1L));
    }
  }
}

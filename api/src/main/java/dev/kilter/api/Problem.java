package dev.kilter.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Why a call was not done. It cannot be made without evidence and something to do: who meets it is
 * stuck, and reads nothing else.
 *
 * @param message Argo CD's own text where it has one; scripts look for it
 * @param failed what failed, a plain sentence
 * @param why the evidence
 * @param remedies what to do now, commands ready to paste first; at least one
 * @param details for those who want to dig, empty where there is nothing more
 */
public record Problem(
    ProblemKind kind,
    String message,
    String failed,
    String why,
    List<String> remedies,
    String details) {
  private static final String NO_REASON = "No reason was given.";

  public Problem {
    if (remedies.isEmpty()) {
      throw new IllegalArgumentException("a problem without anything to do: " + failed);
    }
    remedies = List.copyOf(remedies);
    failed = failed.isBlank() ? kind.sentence() : failed;
    why = why.isBlank() ? NO_REASON : why;
  }

  /** What scripts look for, before a person's words are added; no problem as yet. */
  public record Unexplained(ProblemKind kind, String message) {
    public Problem saying(String failed, String why, String remedy, String... more) {
      return saying(failed, why, listed(remedy, more));
    }

    public Problem saying(String failed, String why, List<String> remedies) {
      return new Problem(kind, message, failed, why, remedies, "");
    }
  }

  public static Unexplained of(ProblemKind kind, String message) {
    return new Unexplained(kind, message);
  }

  /** A problem whose message says plainly what failed. */
  public static Problem of(
      ProblemKind kind, String message, String why, String remedy, String... more) {
    return of(kind, message).saying(message, why, remedy, more);
  }

  private static List<String> listed(String first, String... more) {
    return Stream.concat(Stream.of(first), Stream.of(more)).toList();
  }

  public ApiException exception() {
    return new ApiException(this);
  }

  public Map<String, @Nullable Object> tree() {
    Map<String, @Nullable Object> ours = new LinkedHashMap<>();
    ours.put("code", kind.code());
    ours.put("failed", failed);
    ours.put("why", why);
    ours.put("do", remedies);
    ours.put("details", details);
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("error", message);
    tree.put("code", kind.grpc());
    tree.put("message", message);
    tree.put("kilter", ours);
    return tree;
  }

  /** Reads what {@link #tree} wrote, and what any other server sent with an error status. */
  public static Problem of(Answer answer) {
    Document tree = new Document(answer.tree());
    String message = tree.text("message");
    if (message.isEmpty()) {
      message = tree.text("error").isEmpty() ? "HTTP " + answer.status() : tree.text("error");
    }
    Document ours = tree.document("kilter");
    ProblemKind kind =
        ProblemKind.ofCode(ours.text("code")).orElse(ProblemKind.ofStatus(answer.status()));
    return ours.texts("do").isEmpty()
        ? of(kind, message)
            .saying(message, foreign(answer), "kilter version", "kubectl cluster-info")
        : new Problem(
            kind,
            message,
            ours.text("failed"),
            ours.text("why"),
            ours.texts("do"),
            ours.text("details"));
  }

  private static String foreign(Answer answer) {
    return "The answer, HTTP "
        + answer.status()
        + ", is not Kilter's own: something else stands between, or is there instead.";
  }
}

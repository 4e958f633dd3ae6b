package dev.kilter.api;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why a call was not done.
 *
 * @param message Argo CD's own text where it has one; scripts look for it
 * @param failed what failed, a plain sentence
 * @param why the evidence
 * @param remedies what to do now, commands ready to paste first
 * @param details for those who want to dig, empty where there is nothing more
 */
public record Problem(
    ProblemKind kind,
    String message,
    String failed,
    String why,
    List<String> remedies,
    String details) {
  public Problem {
    remedies = List.copyOf(remedies);
  }

  /** A problem whose message already says it all. */
  public static Problem of(ProblemKind kind, String message) {
    return new Problem(kind, message, message, "", List.of(), "");
  }

  public static Problem of(ProblemKind kind, String message, String why, String... remedies) {
    return new Problem(kind, message, message, why, List.of(remedies), "");
  }

  /** The same problem in a person's words; {@code message} stays what scripts know. */
  public Problem saying(String sentence, String evidence, String... commands) {
    return new Problem(kind, message, sentence, evidence, List.of(commands), details);
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
    return ours.root().isEmpty()
        ? of(kind, message)
        : new Problem(
            kind,
            message,
            ours.text("failed"),
            ours.text("why"),
            ours.texts("do"),
            ours.text("details"));
  }
}

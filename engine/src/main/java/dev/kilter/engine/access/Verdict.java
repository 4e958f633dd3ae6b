package dev.kilter.engine.access;

import dev.kilter.model.access.Question;
import dev.kilter.model.access.Subject;
import java.util.Optional;

/** The answer to a question, and why: the line that decides, or what is missing. */
public sealed interface Verdict {
  Subject subject();

  Question question();

  /** The reason alone, in a sentence that names nobody. */
  String reason();

  default boolean allowed() {
    return this instanceof Allowed;
  }

  /** What to tell the subject. */
  default String sentence() {
    String groups =
        subject().groups().isEmpty() ? "" : ", groups " + String.join(", ", subject().groups());
    return "You (%s%s) %s %s \"%s\". %s"
        .formatted(
            subject().name().isEmpty() ? "not logged in" : subject().name(),
            groups,
            allowed() ? "may" : "may not",
            question().action(),
            question().object(),
            reason());
  }

  /** {@code by} is the name that is allowed: the default role, the subject, or a group. */
  record Allowed(Subject subject, Question question, String by, PolicyLine line)
      implements Verdict {
    @Override
    public String reason() {
      return "Allowed to %s by %s.".formatted(by, line.described());
    }
  }

  /** A denial beats the permissions of the same name. */
  record Denied(Subject subject, Question question, String by, PolicyLine line) implements Verdict {
    @Override
    public String reason() {
      return "Denied to %s by %s.".formatted(by, line.described());
    }
  }

  /** It would be allowed, but a line that cannot be read may deny it. */
  record Unclear(Subject subject, Question question, PolicyLine line) implements Verdict {
    @Override
    public String reason() {
      return "It may be denied by %s, which cannot be read.".formatted(line.described());
    }
  }

  /** No line allows it. */
  record Missing(Subject subject, Question question, Optional<Nearest> nearest) implements Verdict {
    @Override
    public String reason() {
      String missing =
          "Missing: %s, %s, %s"
              .formatted(question.resource(), question.action(), question.object());
      return nearest
          .map(rule ->
              "%s; nearest rule: %s allows %s on %s."
                  .formatted(missing, rule.subject(), rule.action(), rule.object()))
          .orElse(missing + ".");
    }
  }

  /** What one of the subject's names is allowed that comes close to the question. */
  record Nearest(String subject, String action, String object, PolicyLine line) {}
}

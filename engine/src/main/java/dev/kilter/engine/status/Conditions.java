package dev.kilter.engine.status;

import dev.kilter.model.application.Condition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The conditions of an application, whose times move only with their texts. */
public final class Conditions {
  private Conditions() {}

  /** Nobody reads more of a message; what it quotes may be as long as a file. */
  private static final int MAX_MESSAGE = 4_096;

  /** What was found, without a time. A message without end is cut. */
  public record Finding(Condition.Type type, String message) {
    public Finding {
      message =
          message.length() > MAX_MESSAGE ? message.substring(0, MAX_MESSAGE - 1) + "…" : message;
    }
  }

  /** All findings and nothing else, sorted; each is as old as when it was first found. */
  public static List<Condition> of(List<Finding> findings, List<Condition> previous, Instant now) {
    return findings.stream()
        .distinct()
        .sorted(Comparator.comparing(Finding::type).thenComparing(Finding::message))
        .map(finding ->
            new Condition(finding.type(), finding.message(), since(finding, previous, now)))
        .toList();
  }

  /** The previous conditions with those of one type replaced by the finding, or taken away. */
  public static List<Condition> with(
      List<Condition> previous, Condition.Type type, Optional<String> message, Instant now) {
    List<Finding> findings = new ArrayList<>();
    previous.stream()
        .filter(condition -> condition.type() != type)
        .map(condition -> new Finding(condition.type(), condition.message()))
        .forEach(findings::add);
    message.map(text -> new Finding(type, text)).ifPresent(findings::add);
    return of(findings, previous, now);
  }

  private static Instant since(Finding finding, List<Condition> previous, Instant now) {
    return previous.stream()
        .filter(condition -> condition.type() == finding.type())
        .filter(condition -> condition.message().equals(finding.message()))
        .map(Condition::lastTransitionTime)
        .findFirst()
        .orElse(now);
  }
}

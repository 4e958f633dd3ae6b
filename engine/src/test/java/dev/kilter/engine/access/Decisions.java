package dev.kilter.engine.access;

import static dev.kilter.testkit.access.Policies.question;
import static dev.kilter.testkit.access.Policies.rules;
import static dev.kilter.testkit.access.Policies.subject;

import dev.kilter.model.project.Project;
import java.util.List;

/** Decisions in one word. */
final class Decisions {
  private Decisions() {}

  static Permissions permissions(String policy, Project... projects) {
    return Permissions.of(rules(policy), List.of(projects));
  }

  static boolean allowed(Permissions permissions, String subject, String question) {
    return permissions.verdict(subject(subject), question(question)).allowed();
  }
}

package dev.kilter.testkit.access;

import dev.kilter.model.access.AccessRules;
import dev.kilter.model.access.AccessRules.Matching;
import dev.kilter.model.access.AccessRules.PolicyText;
import dev.kilter.model.access.AccessRules.Switches;
import dev.kilter.model.access.Question;
import dev.kilter.model.access.Subject;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.project.Project;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Policies, projects and questions as tests write them. */
public final class Policies {
  private Policies() {}

  /** {@code policy.csv} with everything else as it comes. */
  public static AccessRules rules(String policy) {
    return rules(policy, "", Matching.GLOB);
  }

  /** {@code policy.csv} read with a default role and a way of matching. */
  public static AccessRules rules(String policy, String defaultRole, Matching matching) {
    return new AccessRules(
        List.of(new PolicyText("argocd-rbac-cm: policy.csv", policy)),
        defaultRole,
        List.of("groups"),
        matching,
        Switches.DEFAULTS,
        List.of());
  }

  /** {@code ana dev,ops}: a name, and groups. */
  public static Subject subject(String text) {
    String[] words = text.strip().split(" ", -1);
    return words.length == 1
        ? Subject.user(words[0])
        : new Subject(words[0], Arrays.asList(words[1].split(",", -1)));
  }

  /** {@code applications get shop/api}. */
  public static Question question(String text) {
    String[] words = text.strip().split(" ", -1);
    return new Question(words[0], words[1], words[2]);
  }

  /** A role of a project, as its manifest has it. */
  public record Role(String name, List<String> policies, List<String> groups) {}

  /** A project of which only the roles matter. */
  public static Project project(String name, Role... roles) {
    List<Map<String, Object>> written =
        Arrays.stream(roles)
            .map(role ->
                Map.<String, Object>of(
                    "name", role.name(), "policies", role.policies(), "groups", role.groups()))
            .toList();
    return new Project(
        name,
        "1",
        "",
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        Optional.empty(),
        List.of(),
        Optional.empty(),
        List.of(),
        false,
        Manifest.of(Map.of("spec", Map.of("roles", written))));
  }
}

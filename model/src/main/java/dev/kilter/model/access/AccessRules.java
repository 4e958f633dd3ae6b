package dev.kilter.model.access;

import java.util.List;

/**
 * Everything that argocd-rbac-cm sets, and the switches of argocd-cm that say which permission a
 * request needs. One immutable snapshot; {@code problems} are entries that could not be read, each
 * in a sentence.
 *
 * @param policies in the order in which they count
 * @param defaultRole what everybody may do at least; empty for nothing
 * @param scopes the claims of a login whose values are groups
 */
public record AccessRules(
    List<PolicyText> policies,
    String defaultRole,
    List<String> scopes,
    Matching matching,
    Switches switches,
    List<String> problems) {
  /** Where nothing is configured: only the built-in policy counts. */
  public static final AccessRules DEFAULTS =
      new AccessRules(
          List.of(), "", List.of("groups"), Matching.GLOB, Switches.DEFAULTS, List.of());

  public AccessRules {
    policies = List.copyOf(policies);
    scopes = List.copyOf(scopes);
    problems = List.copyOf(problems);
  }

  /** The text of one entry; {@code place} names it, as {@code argocd-rbac-cm: policy.csv}. */
  public record PolicyText(String place, String text) {}

  /** How a resource, an action and an object are compared with those of a line. */
  public enum Matching {
    GLOB,
    /** Go's regular expressions, which match anywhere. */
    REGEX
  }

  /**
   * Which permission a request needs.
   *
   * @param fineGrained {@code update} and {@code delete} of an application say nothing about its
   *     objects, which need {@code update/GROUP/KIND/NAMESPACE/NAME}
   * @param rollback a rollback needs {@code rollback}, not {@code sync}
   * @param overrideForRevision a sync of another revision than the application's needs {@code
   *     override}
   */
  public record Switches(boolean fineGrained, boolean rollback, boolean overrideForRevision) {
    public static final Switches DEFAULTS = new Switches(true, false, false);
  }
}

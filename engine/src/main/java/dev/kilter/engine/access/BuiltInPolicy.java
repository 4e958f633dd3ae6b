package dev.kilter.engine.access;

import dev.kilter.engine.access.PolicyLine.Layer;
import dev.kilter.model.access.AccessRules.Matching;

/** The two roles that are always there, and whoever is called admin. */
final class BuiltInPolicy {
  private static final String PLACE = "built-in policy";

  /** Grants what Argo CD's assets/builtin-policy.csv grants; invoking extensions is not in it. */
  private static final String TEXT =
      """
      p, role:readonly, "{applications,applicationsets,logs}", get, */*, allow
      p, role:readonly, "{projects,clusters,repositories,write-repositories}", get, *, allow
      p, role:readonly, "{accounts,certificates,gpgkeys}", get, *, allow

      p, role:admin, applications, "{create,update,delete,sync,rollback,override}", */*, allow
      p, role:admin, applications, "{update,delete,action}/*", */*, allow
      p, role:admin, applicationsets, "{get,create,update,delete}", */*, allow
      p, role:admin, exec, create, */*, allow
      p, role:admin, "{projects,clusters,repositories,write-repositories,certificates}", \
      "{create,update,delete}", *, allow
      p, role:admin, accounts, update, *, allow
      p, role:admin, gpgkeys, "{create,delete}", *, allow

      g, role:admin, role:readonly
      g, admin, role:admin
      """;

  private BuiltInPolicy() {}

  /** By globs always, whatever the configured lines are compared by. */
  static Statements read() {
    Statements read = new Statements();
    new PolicyReader(Matching.GLOB, read).read(Layer.BUILT_IN, PLACE, TEXT);
    return read;
  }
}

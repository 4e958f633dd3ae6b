package dev.kilter.store.settings;

import dev.kilter.model.access.AccessRules;
import dev.kilter.model.access.AccessRules.Matching;
import dev.kilter.model.access.AccessRules.PolicyText;
import dev.kilter.model.access.AccessRules.Switches;
import dev.kilter.store.tree.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * From the entries of argocd-rbac-cm, and the switches in argocd-cm, to access rules. What cannot
 * be read never opens anything.
 */
public final class AccessReader {
  static final String RBAC = "argocd-rbac-cm";

  private static final String POLICY = "policy.csv";
  private static final String SCOPES = "scopes";
  private static final String MATCH_MODE = "policy.matchMode";

  private AccessReader() {}

  public static AccessRules read(Map<String, String> rbac, Map<String, String> config) {
    List<String> problems = new ArrayList<>();
    SecretReferences none = new SecretReferences(Map.of());
    Entries rules = new Entries(RBAC, rbac, none, problems);
    Entries cm = new Entries(SettingsReader.CONFIG, config, none, problems);
    return new AccessRules(
        policies(rbac),
        rbac.getOrDefault("policy.default", ""),
        scopes(rules),
        rules.choice(
            MATCH_MODE, Map.of("glob", Matching.GLOB, "regex", Matching.REGEX), Matching.GLOB),
        new Switches(
            cm.flag("server.rbac.disableApplicationFineGrainedRBACInheritance", true),
            restricts(cm, "server.rbac.rollback.enforce.enable"),
            restricts(cm, "application.sync.requireOverridePrivilegeForRevisionSync")),
        problems);
  }

  /** {@code policy.csv}, and then every other {@code policy.….csv} in the order of the keys. */
  private static List<PolicyText> policies(Map<String, String> rbac) {
    List<PolicyText> policies = new ArrayList<>();
    Optional.ofNullable(rbac.get(POLICY)).ifPresent(text -> policies.add(policy(POLICY, text)));
    rbac.keySet().stream()
        .filter(key -> key.startsWith("policy.") && key.endsWith(".csv") && !key.equals(POLICY))
        .sorted()
        .forEach(key -> policies.add(policy(key, rbac.getOrDefault(key, ""))));
    return policies;
  }

  private static PolicyText policy(String key, String text) {
    return new PolicyText(RBAC + ": " + key, text);
  }

  /** Without an entry the groups; no claim at all where it cannot be read. */
  private static List<String> scopes(Entries rules) {
    if (rules.all().getOrDefault(SCOPES, "").isBlank()) {
      return AccessRules.DEFAULTS.scopes();
    }
    return rules.yaml(SCOPES, AccessReader::scopes).orElse(List.of());
  }

  private static List<String> scopes(Fields root) {
    return root.isText(SCOPES) ? List.of(root.text(SCOPES)) : root.texts(SCOPES);
  }

  /** Off where it is absent, and on where nobody knows. */
  private static boolean restricts(Entries cm, String key) {
    return cm.text(key).isPresent() && cm.flag(key, true);
  }
}

package dev.kilter.cli;

import dev.kilter.cli.session.CommandFailure.Report;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What argocd's command line has and this one has not, with what to do instead. Scripts that use it
 * are told so; nothing of it is taken and ignored.
 */
final class ArgoCd {
  private static final String SOON = "Kilter does not have it yet.";

  /** Why it is not here, and what to do instead. */
  private record Absence(String why, List<String> remedies) {
    Absence(String why, String... remedies) {
      this(why, List.of(remedies));
    }

    Report report(String failed) {
      return Report.usage(failed, why, remedies);
    }
  }

  private static final Map<String, Absence> FLAGS = new HashMap<>();
  private static final Map<String, Absence> NOUNS = new HashMap<>();
  private static final Map<String, Absence> VERBS = new HashMap<>();

  static {
    flags(
        new Absence(
            "The command line talks to a server by its address, or to Kubernetes itself.",
            "kilter --server HOST:PORT …",
            "kilter --core --context CONTEXT -n NAMESPACE …"),
        "--server-crt --server-name --client-crt --client-crt-key -H --header --http-retry-max"
            + " --port-forward --port-forward-namespace --controller-name --redis-name"
            + " --redis-haproxy-name --redis-compress --repo-server-name --prompts-enabled");
    flags(
        new Absence(
            "The command line writes no log.",
            "leave it out; --verbose tells where an unexpected failure came from"),
        "--loglevel --logformat");
    flags(
        new Absence(
            "Only the controller renders, and only what is in Git.",
            "push a branch, then: kilter app diff APP --revision BRANCH"),
        "--local --local-repo-root --local-include --server-side-generate");
    flags(
        new Absence(
            "Kilter compares by the types that the cluster publishes, without a request.",
            "leave it out"),
        "--server-side-diff --server-side-diff-concurrency --server-side-diff-max-batch-kb"
            + " --ignore-normalizer-jq-execution-timeout");
    flags(
        new Absence(
            "Kilter has no source hydrator yet.", "let your pipeline commit what it renders"),
        "--hydrated --dry-source-repo --dry-source-revision --dry-source-path"
            + " --sync-source-branch --sync-source-path --hydrate-to-branch");
    flags(
        new Absence(
            "Kilter renders plain manifests so far; it keeps the fields of other tools as they are.",
            "set it in the manifest: kilter app create -f FILE --upsert"),
        "--show-params --env --helm-version --helm-pass-credentials --helm-set-file"
            + " --helm-skip-crds --helm-skip-schema-validation --helm-skip-tests --helm-namespace"
            + " --helm-kube-version --helm-api-versions --ignore-missing-value-files"
            + " --values-literal-file --config-management-plugin --plugin-env --jsonnet-tla-str"
            + " --jsonnet-tla-code --jsonnet-ext-var-str --jsonnet-ext-var-code --jsonnet-libs"
            + " --kustomize-version --kustomize-replica --kustomize-common-label"
            + " --kustomize-common-annotation --kustomize-label-without-selector"
            + " --kustomize-label-include-templates --kustomize-force-common-label"
            + " --kustomize-force-common-annotation --kustomize-namespace"
            + " --kustomize-kube-version --kustomize-api-versions --ignore-missing-components");
    flags(
        new Absence("Kilter would not enforce it yet, and does not pretend to.", "leave it out"),
        "--signature-keys --dest-service-accounts");
    flags(
        new Absence(
            "Kilter signs in with user and password, a token, an SSH key or a client certificate.",
            "kilter repo add URL --username NAME --password -"),
        "--github-app-id --github-app-installation-id --github-app-private-key-path"
            + " --github-app-enterprise-base-url --gcp-service-account-key-path"
            + " --use-azure-workload-identity --azure-service-principal-tenant-id"
            + " --azure-service-principal-client-id --azure-service-principal-client-secret"
            + " --azure-active-directory-endpoint");
    flags(
        new Absence(
            "Kilter has no use for it: it fetches once for every commit, and reads blobs.",
            "leave it out"),
        "--depth --webhook-manifest-cache-warm-disabled");
    flags(new Absence(SOON, "use a repository of Git"), "--insecure-oci-force-http");
    FLAGS.put(
        "app resources --project",
        new Absence("Its only use is to choose between two errors.", "leave it out"));
    FLAGS.put(
        "repo rm --project",
        new Absence("A repository is removed by its URL alone.", "kilter repo rm URL"));
    FLAGS.put(
        "repo list --refresh",
        new Absence("Kilter keeps no state of connections that could be old.", "leave it out"));
    FLAGS.put(
        "app get --timeout",
        new Absence("A refresh has its own limit.", "timeout 30 kilter app get …"));
    nouns(new Absence(SOON, "kilter login HOST:PORT"), "relogin configure");
    nouns(
        new Absence(SOON, "edit its Secret or ConfigMap with kubectl: Kilter reads Argo CD's"),
        "repocreds cert gpg");
    nouns(
        new Absence(SOON, "Argo CD's own controller for it runs beside Kilter unchanged"),
        "appset notifications");
    nouns(new Absence(SOON, "argocd's own works on the same Applications"), "admin plugin");
    missing("app edit", "kubectl -n argocd edit application APP");
    missing("app patch", "kubectl -n argocd patch application APP --type merge -p PATCH");
    missing("app unset", "kubectl -n argocd edit application APP");
    missing("app add-source", "kubectl -n argocd edit application APP");
    missing("app remove-source", "kubectl -n argocd edit application APP");
    missing("app get-resource", "kilter app manifests APP --source live");
    missing("app patch-resource", "kubectl patch …");
    missing("app delete-resource", "kubectl delete …");
    missing("app actions", "kubectl rollout restart …");
    missing("app confirm-deletion", "kilter app sync APP --prune --confirm HASH");
    for (String verb : List.of("add", "get", "rm", "set", "rotate-auth")) {
      missing("cluster " + verb, "edit its Secret with kubectl: Kilter reads Argo CD's");
    }
    missing("account bcrypt", "htpasswd -nbBC 10 '' PASSWORD");
    missing("repo get", "kilter repo list");
  }

  private ArgoCd() {}

  /** Of a flag before any command. */
  static Optional<Report> flag(String argument) {
    return flag("", argument);
  }

  /**
   * Of a flag of a command, {@code app get}; it may carry its value. Empty where argocd has no such
   * flag.
   */
  static Optional<Report> flag(String command, String argument) {
    int value = argument.indexOf('=');
    String name = value < 0 ? argument : argument.substring(0, value);
    return Optional.ofNullable(FLAGS.getOrDefault(command + " " + name, FLAGS.get(name)))
        .map(absence -> absence.report(name + " is a flag of argocd that Kilter does not take."));
  }

  static Optional<Report> noun(String word) {
    return Optional.ofNullable(NOUNS.get(word))
        .map(absence -> absence.report("\"" + word + "\" is a command of argocd, not of Kilter."));
  }

  static Optional<Report> verb(String noun, String word) {
    String command = noun + " " + word;
    Absence absence =
        noun.equals("proj")
                && word.matches("(add|remove|allow|deny|set|edit|delete|role|windows).*")
            ? new Absence(SOON, "kilter proj create -f FILE --upsert")
            : VERBS.get(command);
    return Optional.ofNullable(absence)
        .map(one -> one.report("\"" + command + "\" is a command of argocd, not of Kilter."));
  }

  private static void flags(Absence absence, String names) {
    for (String name : names.split(" ", -1)) {
      FLAGS.put(name, absence);
    }
  }

  private static void nouns(Absence absence, String names) {
    for (String name : names.split(" ", -1)) {
      NOUNS.put(name, absence);
    }
  }

  private static void missing(String command, String instead) {
    VERBS.put(command, new Absence(SOON, instead));
  }
}

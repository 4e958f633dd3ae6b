package dev.kilter.engine.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.model.failure.Failure;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.manifest.ResourceKey;
import dev.kilter.model.project.Project;
import dev.kilter.model.project.Project.DestinationRule;
import dev.kilter.model.project.Project.KindRule;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What keeps Kilter from knowing what to deploy, or where. */
final class SourceRulesTest {
  private static final String REPO = "https://git.acme.io/deploy.git";

  @Test
  void cannotReachTheRepository() {
    assertThat(
            new Facts()
                .problem(
                    new Failure.RepositoryUnreachable(
                        REPO, "git.acme.io: connection refused after 3 s"))
                .print())
        .isEqualTo(
            """
            [Unknown] The repository https://git.acme.io/deploy.git does not answer.
            KIL-REPO-UNREACHABLE -, since 2026-11-22T11:59:52Z
              git.acme.io: connection refused after 3 s.
              First seen 8 s ago, tried 3 times; Kilter keeps trying.
              The cluster stays as it is meanwhile.
              > Try again now: kilter app refresh shop
            """);
  }

  @Test
  void theRepositoryRefuses() {
    assertThat(
            new Facts()
                .problem(new Failure.RepositoryDenied(REPO, "the server answered 401"))
                .print())
        .isEqualTo(
            """
            [Unknown] The repository https://git.acme.io/deploy.git refuses the credentials that \
            Kilter has for it.
            KIL-REPO-DENIED -, since 2026-11-22T11:59:52Z
              the server answered 401.
              First seen 8 s ago, tried 3 times; Kilter keeps trying.
              > Give it credentials that may read: kilter repo add \
            https://git.acme.io/deploy.git --username USER --password TOKEN --upsert
              > Then try again: kilter app refresh shop
            """);
  }

  @Test
  void cannotReachTheCluster() {
    assertThat(
            new Facts()
                .problem(new Failure.ClusterUnreachable("https://k8s-2:6443", "timeout after 10 s"))
                .print())
        .isEqualTo(
            """
            [Unknown] The cluster https://k8s-2:6443 does not answer, so nobody knows how "shop" is.
            KIL-CLUSTER-UNREACHABLE -, since 2026-11-22T11:59:52Z
              timeout after 10 s.
              First seen 8 s ago, tried 3 times; Kilter keeps trying.
              What is shown of its objects is as old as that.
              > Ask the cluster yourself: kubectl --server https://k8s-2:6443 get --raw /readyz
              > Try again now: kilter app refresh shop
            """);
  }

  @Test
  void theRevisionIsMissing() {
    assertThat(
            new Facts()
                .problem(
                    new Failure.RevisionMissing(
                        REPO, "release-9", "there is no branch or tag release-9"))
                .print())
        .isEqualTo(
            """
            [Unknown] "shop" tracks release-9, which https://git.acme.io/deploy.git does not have.
            KIL-REVISION-MISSING -, since 2026-11-22T11:59:52Z
              there is no branch or tag release-9.
              First seen 8 s ago, tried 3 times; Kilter keeps trying.
              The cluster stays as it is meanwhile.
              > Push it, or track another one: kilter app set shop --revision main
            """);
  }

  @Test
  void thePathIsMissing() {
    assertThat(
            new Facts()
                .problem(
                    new Failure.PathMissing(
                        REPO,
                        "9f31c2a7e1b04c5d6e7f8091a2b3c4d5e6f70812",
                        "apps/guestbok",
                        List.of("apps/guestbook", "apps/guest book"),
                        "no such folder"))
                .print())
        .isEqualTo(
            """
            [Unknown] Cannot render "shop": the folder apps/guestbok is not in the repository.
            KIL-PATH-MISSING -, since 2026-11-22T11:59:52Z
              Looked in https://git.acme.io/deploy.git at 9f31c2a.
              Closest: apps/guestbook, apps/guest book.
              First seen 8 s ago, tried 3 times; Kilter keeps trying.
              > Use apps/guestbook: kilter app set shop --path apps/guestbook
              > Use apps/guest book: kilter app set shop --path 'apps/guest book'
            """);
  }

  @Test
  void aMissingFolderThatIsLikeNoOtherIsToBeNamedAnew() {
    assertThat(
            new Facts()
                .problem(
                    new Failure.PathMissing(
                        "https://git.acme.io/deploy.git", "main", "x", List.of(), "no such folder"))
                .print())
        .endsWith("  > Push it, or name one: kilter app set shop --path FOLDER\n");
  }

  @Test
  void aReasonThatIsTooLongKeepsItsEnd() {
    assertThat(
            new Facts()
                .problem(
                    new Failure.RenderFailed(
                        "shop/api.yaml", 12, "the beginning " + "x".repeat(1000) + " the very end"))
                .print())
        .contains("the beginning xxx", " … x", "x the very end.\n");
  }

  @Test
  void aFileCannotBeRead() {
    assertThat(
            new Facts()
                .deployedTwice()
                .problem(
                    new Failure.RenderFailed(
                        "shop/api.yaml", 12, "expected a mapping, found a tab"))
                .print())
        .isEqualTo(
            """
            [Unknown] Cannot render "shop": shop/api.yaml:12 cannot be read.
            KIL-RENDER-FAILED shop/api.yaml:12, since 2026-11-22T11:59:52Z
              shop/api.yaml:12: expected a mapping, found a tab.
              The cluster still runs 9f31c2a "bump api" by ben; nothing was deleted.
              First seen 8 s ago, tried 3 times; Kilter keeps trying.
              > Correct shop/api.yaml:12 and push; Kilter takes the next commit by itself
              > Ask again at once: kilter app refresh shop
            """);
  }

  @Test
  void aToolIsUnsupported() {
    assertThat(
            new Facts()
                .problem(
                    new Failure.ToolUnsupported("Jsonnet", "shop/main.jsonnet asks for Jsonnet"))
                .print())
        .isEqualTo(
            """
            [Unknown] "shop" needs Jsonnet, which this version of Kilter does not run.
            KIL-TOOL-UNSUPPORTED -, since 2026-11-22T11:59:52Z
              shop/main.jsonnet asks for Jsonnet.
              The cluster stays as it is.
              > Point it at a folder of plain manifests: kilter app set shop --path FOLDER
            """);
  }

  @Test
  void aToolIsNotHereYet() {
    assertThat(
            new Facts()
                .problem(
                    new Failure.ToolMissing(
                        "kustomize", "kustomize 5.8.1 is being built from Go modules"))
                .print())
        .isEqualTo(
            """
            [Unknown] "shop" waits for kustomize, which is not here.
            KIL-TOOL-MISSING -, since 2026-11-22T11:59:52Z
              kustomize 5.8.1 is being built from Go modules.
              The cluster stays as it is; Kilter tries again by itself.
              > Ask again at once: kilter app refresh shop
            """);
  }

  @Test
  void theRevisionIsNotSigned() {
    assertThat(
            new Facts()
                .problem(
                    new Failure.RevisionUntrusted(
                        "https://git.acme.io/shop",
                        "9f31c2a000000000000000000000000000000001",
                        "Ben <ben@acme.io>",
                        "unsigned",
                        "",
                        "GIT/GPG: Failed verifying revision 9f31c2a"))
                .print())
        .isEqualTo(
            """
            [Unknown] 9f31c2a of https://git.acme.io/shop is not signed as the project "team" \
            asks: unsigned.
            KIL-REVISION-UNTRUSTED -, since 2026-11-22T11:59:52Z
              9f31c2a000000000000000000000000000000001 by Ben <ben@acme.io>: unsigned.
              Nothing of it is rendered, applied or pruned; the cluster stays as it is.
              First seen 8 s ago, tried 3 times; Kilter keeps trying.
              > Sign it with a key that the project allows, and push: git commit --amend --no-edit -S
              > See whom it trusts: kubectl -n argocd get appproject team -o yaml
            """);
  }

  @Test
  void theRevisionIsSignedByAKeyThatNobodyTrusts() {
    assertThat(untrusted("signed with key not in keyring", "4AEE18F83AFDEB23"))
        .contains(
            "by Ben <ben@acme.io>: signed with key not in keyring, key 4AEE18F83AFDEB23.",
            "kubectl -n argocd edit configmap argocd-gpg-keys-cm");
    assertThat(untrusted("signed with unallowed key", "4AEE18F83AFDEB23"))
        .contains("kubectl -n argocd edit appproject team  # spec.sourceIntegrity");
    assertThat(untrusted("signed with unallowed key", "SHA256:abc"))
        .contains("appproject team  # annotation kilter.dev/ssh-allowed-signers");
  }

  private static String untrusted(String problem, String key) {
    return new Facts()
        .problem(
            new Failure.RevisionUntrusted(
                "https://git.acme.io/shop", "v1", "Ben <ben@acme.io>", problem, key, "one; two"))
        .print();
  }

  @Test
  void theProjectForbidsTheDestination() {
    assertThat(
            new Facts()
                .project(project())
                .problem(
                    new Failure.ProjectDenied(
                        "team",
                        "application destination server 'https://k8s-2' and namespace 'payments'"
                            + " do not match any of the allowed destinations in project 'team'"))
                .print())
        .isEqualTo(
            """
            [Unknown] The project "team" does not allow what "shop" asks for.
            KIL-PROJECT-DENIED -, since 2026-11-22T11:59:52Z
              application destination server 'https://k8s-2' and namespace 'payments' do not match \
            any of the allowed destinations in project 'team'.
              Allowed destinations: in-cluster/*, https://k8s-2/web-*.
              > See what it allows: kilter proj get team
              > Have an admin of the project allow it: kubectl -n argocd edit appproject team
              > Or use a project that does: kilter app set shop --project PROJECT
            """);
  }

  @Test
  void theProjectForbidsASourceOrAKind() {
    assertThat(forbidden("application repo https://x/y is not permitted in project 'team'"))
        .contains("Allowed repositories: https://git.acme.io/*.\n");
    assertThat(forbidden("resource rbac:ClusterRole is not permitted in project team"))
        .contains(
            "Allowed cluster-scoped kinds: /Namespace.\n",
            "Allowed namespaced kinds: all but /Secret.\n");
  }

  private static String forbidden(String message) {
    return new Facts()
        .project(project())
        .problem(new Failure.ProjectDenied("team", message))
        .print();
  }

  @Test
  void theAddressLeadsToAnotherCluster() {
    assertThat(
            new Facts()
                .problem(
                    new Failure.OtherCluster(
                        "https://k8s-2:6443", "cluster-k8s-2", "1-a", "2-b", "leads elsewhere"))
                .print())
        .isEqualTo(
            """
            [Unknown] https://k8s-2:6443 leads to another cluster than the one that "shop" was \
            deployed to.
            KIL-CLUSTER-OTHER Secret/cluster-k8s-2, since 2026-11-22T11:59:52Z
              Expected the cluster whose namespace kube-system has uid 1-a.
              Found the cluster whose namespace kube-system has uid 2-b.
              Nothing is applied, healed, pruned or deleted there, and what is shown of its objects \
            is as old as that.
              First seen 8 s ago, tried 3 times; Kilter keeps trying.
              > Look which cluster it is: kubectl --server https://k8s-2:6443 get namespace \
            kube-system -o yaml
              > If it is meant to be this one from now on, accept it: kubectl -n argocd annotate \
            secret cluster-k8s-2 --overwrite kilter.dev/cluster-identity=2-b@https://k8s-2:6443
            """);
  }

  @Test
  void theSpecIsInvalid() {
    assertThat(
            new Facts()
                .problem(
                    new Failure.InvalidSpec(
                        "application destination can't have both name and server defined: a b"))
                .malformed("spec.sources[0].helm is no object")
                .print())
        .isEqualTo(
            """
            [Unknown] The Application "shop" is not valid: application destination can't have both \
            name and server defined: a b.
            KIL-SPEC-INVALID Application/shop, since 2026-11-22T11:59:52Z
              application destination can't have both name and server defined: a b.
              spec.sources[0].helm is no object.
              It is left alone until that is corrected.
              > Correct it: kubectl -n argocd edit application shop
            """);
  }

  @Test
  void aDefectIsOwnedUpTo() {
    assertThat(new Facts().problem(new Failure.Defect("ClassCastException in Render")).print())
        .isEqualTo(
            """
            [Unknown] Kilter itself failed on "shop"; other applications go on.
            KIL-DEFECT -, since 2026-11-22T11:59:52Z
              ClassCastException in Render.
              First seen 8 s ago, tried 3 times; Kilter keeps trying.
              > Try again now: kilter app refresh shop
            """);
  }

  @Test
  void anAggregatedApiIsAway() {
    assertThat(away().print())
        .isEqualTo(
            """
            [ComparisonError] "shop" cannot be compared at Thing a: the server of its API does not answer.
            KIL-APPLY-REFUSED Thing/a, since 2026-11-22T11:59:52Z
              the server of x.io/v1 is not available.
              > See which API is away, and why: kubectl get apiservices
              > Or remove its APIService
            """);
  }

  @Test
  void anAggregatedApiIsAwayWhoseObjectsAreToGo() {
    assertThat(away().deleting().print())
        .isEqualTo(
            """
            [DeletionError] "shop" cannot be deleted at Thing a: the server of its API does not answer.
            KIL-APPLY-REFUSED Thing/a, since 2026-11-22T11:59:52Z
              the server of x.io/v1 is not available.
              > See which API is away, and why: kubectl get apiservices
              > Or remove its APIService
              > Or let the application go and leave its objects: kilter app delete shop \
            --cascade=false
            """);
  }

  /** Asked for everything that there may be, nobody can say of which object. */
  @Test
  void anAggregatedApiIsAwayOfWhichNoObjectIsKnown() {
    assertThat(
            new Facts()
                .problem(
                    new Failure.Refused(
                        new ResourceKey("", "", "", ""),
                        503,
                        "ServiceUnavailable",
                        "the servers of these kinds do not answer: x.io/v1/things"))
                .print())
        .startsWith(
            """
            [ComparisonError] "shop" cannot be compared: the server of its API does not answer.
            KIL-APPLY-REFUSED -, since 2026-11-22T11:59:52Z
            """);
  }

  private static Facts away() {
    return new Facts()
        .problem(
            new Failure.Refused(
                new ResourceKey("x.io", "Thing", "shop", "a"),
                503,
                "ServiceUnavailable",
                "the server of x.io/v1 is not available"));
  }

  private static Project project() {
    return new Project(
        "team",
        "1",
        "",
        List.of("https://git.acme.io/*"),
        List.of(
            new DestinationRule("", "in-cluster", "*"),
            new DestinationRule("https://k8s-2", "", "web-*")),
        List.of(),
        List.of(new KindRule("", "Namespace", "")),
        List.of(),
        Optional.empty(),
        List.of(new KindRule("", "Secret", "")),
        Optional.empty(),
        List.of(),
        false,
        Manifest.of(Map.of()));
  }
}

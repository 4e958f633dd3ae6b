package dev.kilter.server.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.api.Problem;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.manifest.ResourceKey;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every expected failure as the four lines that a person reads. */
class ProblemsTest {
  private static final String REPO = "https://git.acme.io/shop";
  private static final ResourceKey API = new ResourceKey("apps", "Deployment", "shop", "api");

  private static final List<Failure> FAILURES =
      List.of(
          new Failure.InvalidSpec("the destination names no cluster"),
          new Failure.RepositoryUnreachable(REPO, "connect timed out"),
          new Failure.RepositoryDenied(REPO, "HTTP 401"),
          new Failure.RevisionMissing(REPO, "v9", "no branch, tag or commit is named v9"),
          new Failure.PathMissing(
              REPO,
              "main",
              "apps/shpo",
              List.of("apps/shop", "apps/$(x)"),
              "apps/shpo: app path does not exist"),
          new Failure.RenderFailed("apps/shop/api.yaml", 7, "a tab stands where a space should"),
          new Failure.ToolUnsupported("Helm", "Chart.yaml was found"),
          new Failure.ToolMissing("helm", "helm 4.2.4 is being built"),
          new Failure.ProjectDenied("web", "namespace payments is not permitted"),
          new Failure.RevisionUntrusted(
              REPO, "9f31c2a", "Ana <ana@acme.io>", "unsigned", "", "9f31c2a is unsigned"),
          new Failure.ClusterUnreachable("https://10.0.0.1", "connection refused"),
          new Failure.OtherCluster(
              "https://10.0.0.1", "cluster-a", "1-a", "2-b", "its uid is 2-b, not 1-a"),
          new Failure.KindUnknown(API, "no matches for kind Deployment"),
          new Failure.Refused(API, 422, "Invalid", "spec.selector: field is immutable"),
          new Failure.Refused(API, 403, "Forbidden", "ana cannot patch deployments"),
          new Failure.Refused(API, 401, "Unauthorized", ""),
          new Failure.Conflict("the object has been modified"),
          new Failure.ControllerAbsent("No controller is running."),
          new Failure.NotFound("applications \"shop\" not found"),
          new Failure.Defect("index out of bounds"));

  private static final String FOUR_LINES =
      """
      The spec of the Application is not valid.
        why:     the destination names no cluster
        do this: kilter app get shop -o yaml | kilter app set --help
        details: KIL-101
      The repository https://git.acme.io/shop does not answer.
        why:     connect timed out
        do this: git ls-remote https://git.acme.io/shop | kilter repo list
        details: KIL-404
      The repository https://git.acme.io/shop refuses the credentials that Kilter has for it.
        why:     HTTP 401
        do this: kilter repo add https://git.acme.io/shop --username USER --password TOKEN --upsert
        details: KIL-404
      https://git.acme.io/shop has no revision "v9".
        why:     no branch, tag or commit is named v9
        do this: git ls-remote https://git.acme.io/shop | kilter app set shop --revision main
        details: KIL-501
      https://git.acme.io/shop has no folder "apps/shpo" at main.
        why:     apps/shpo: app path does not exist
                 Closest: apps/shop, apps/$(x)
        do this: kilter app set shop --path apps/shop | kilter app set shop --path 'apps/$(x)' | kilter app get shop
        details: KIL-501
      apps/shop/api.yaml:7 cannot be read.
        why:     a tab stands where a space should
        do this: correct apps/shop/api.yaml:7 and push | kilter app explain shop
        details: KIL-502
      This version of Kilter does not run Helm.
        why:     Chart.yaml was found
        do this: kilter app set shop --path FOLDER
        details: KIL-502
      The tool helm is not here.
        why:     helm 4.2.4 is being built
        do this: kilter app explain shop
        details: KIL-502
      The project "web" does not allow this.
        why:     namespace payments is not permitted
        do this: kilter proj get web | kilter app set shop --project PROJECT
        details: KIL-504
      The project does not trust 9f31c2a.
        why:     9f31c2a is unsigned
        do this: kilter app explain shop
        details: KIL-504
      The cluster https://10.0.0.1 does not answer.
        why:     connection refused
        do this: kubectl cluster-info
        details: KIL-402
      The address https://10.0.0.1 leads to another cluster than before.
        why:     its uid is 2-b, not 1-a
        do this: kilter app explain shop
        details: KIL-402
      The cluster does not know the kind Deployment.
        why:     no matches for kind Deployment
        do this: kubectl api-resources
        details: KIL-503
      The cluster refused Deployment "api".
        why:     spec.selector: field is immutable
        do this: kilter app get shop | correct it and try again
        details: KIL-503
      You may not do this.
        why:     ana cannot patch deployments
        do this: kubectl auth whoami | kubectl auth can-i --list
        details: KIL-202
      Your credentials were not accepted.
        why:     No reason was given.
        do this: kubectl auth whoami | kubectl auth can-i --list
        details: KIL-201
      Somebody else changed it meanwhile.
        why:     the object has been modified
        do this: run the command again
        details: KIL-302
      No controller answers.
        why:     No controller is running.
        do this: kubectl -n argocd get pods | kilter controller
        details: KIL-403
      There is no such thing.
        why:     applications "shop" not found
        do this: kilter app list
        details: KIL-301
      This is a defect of Kilter.
        why:     index out of bounds
        do this: look into the controller's log, and report what it says
        details: KIL-901
      """;

  @Test
  void everyFailureHasItsFourLines() {
    StringBuilder text = new StringBuilder();
    for (Failure failure : FAILURES) {
      Problem problem = Problems.of(failure, "shop");
      assertThat(problem.message()).isEqualTo(failure.message());
      text.append(problem.failed()).append('\n');
      text.append("  why:     ").append(problem.why().replace("\n", "\n           ")).append('\n');
      text.append("  do this: ").append(String.join(" | ", problem.remedies())).append('\n');
      text.append("  details: ").append(problem.kind().code()).append('\n');
    }
    assertThat(text.toString()).isEqualTo(FOUR_LINES);
  }

  @Test
  void noKindOfFailureIsForgottenHere() {
    assertThat(Arrays.stream(Failure.class.getPermittedSubclasses()))
        .allMatch(kind -> FAILURES.stream().anyMatch(kind::isInstance));
  }
}

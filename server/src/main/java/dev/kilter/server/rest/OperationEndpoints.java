package dev.kilter.server.rest;

import dev.kilter.api.Answer;
import dev.kilter.api.ApiException;
import dev.kilter.api.Document;
import dev.kilter.api.Problem;
import dev.kilter.api.ProblemKind;
import dev.kilter.model.application.Application;
import dev.kilter.model.application.SyncOptions;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.server.openapi.About;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/** Sync and terminate, with Argo CD's checks in its order (server/application.Sync). */
final class OperationEndpoints {
  private final Ports ports;
  private final Lookup lookup;
  private final OperationStart start;

  OperationEndpoints(Ports ports, Lookup lookup) {
    this.ports = ports;
    this.lookup = lookup;
    this.start = new OperationStart(ports, lookup);
  }

  void mount(Router router) {
    router.on(
        "POST",
        "/api/v1/applications/{name}/sync",
        About.of("ApplicationService_Sync", "v1alpha1Application")
            .takes("applicationApplicationSyncRequest"),
        this::sync);
    router.on(
        "DELETE",
        "/api/v1/applications/{name}/operation",
        About.of("ApplicationService_TerminateOperation", "applicationOperationTerminateResponse"),
        this::terminate);
  }

  private Answer sync(Request request) {
    Document body = request.body();
    Application application = lookup.application(request, "sync");
    start.refuseDeleting(application);
    List<String> asked =
        AskedRevisions.of(
            application,
            body.text("revision"),
            body.texts("revisions"),
            numbers(body, "sourcePositions"));
    requireOverride(request, application, asked);
    refuseOtherRevision(application, asked, body.flag("dryRun"));
    if (!body.documents("manifests").isEmpty() || !body.texts("manifests").isEmpty()) {
      throw Problem.of(
              ProblemKind.INVALID_INPUT, "local manifests cannot be synced by this version")
          .saying(
              "Local manifests cannot be synced by this version.",
              "Only what is in Git is rendered, and only by the controller.",
              "push a branch, then: kilter app sync "
                  + application.id().name()
                  + " --revision BRANCH")
          .exception();
    }
    List<String> resolved =
        Problems.unwrap(ports.revisions().resolve(application, asked), application.id().name());
    OperationDraft draft = draft(request, application, resolved);
    Application started = start.start(application, draft, Map.of(), "sync" + to(resolved));
    return Answer.ok(started.raw().root());
  }

  private OperationDraft draft(Request request, Application application, List<String> revisions) {
    Document body = request.body();
    Document spec = new Document(application.raw().map("spec"));
    List<String> options =
        new ArrayList<>(
            body.has("syncOptions")
                ? body.texts("syncOptions", "items")
                : application.spec().syncPolicy().syncOptions().options());
    String confirmed = body.text("kilter", "confirm");
    if (!confirmed.isEmpty()) {
      options.add(SyncOptions.CONFIRM_DELETION + "=" + confirmed);
    }
    return new OperationDraft(
        request.caller(),
        revisions,
        application.spec().multiSource(),
        List.of(),
        body.flag("prune"),
        body.flag("dryRun"),
        body.has("strategy") ? body.document("strategy") : new Document(Map.of("hook", Map.of())),
        resources(application, body.documents("resources")),
        options,
        body.documents("infos"),
        body.has("retryStrategy")
            ? body.document("retryStrategy")
            : spec.document("syncPolicy", "retry"));
  }

  private static String to(List<String> revisions) {
    List<String> known = revisions.stream().filter(revision -> !revision.isEmpty()).toList();
    return known.isEmpty() ? "" : " to " + String.join(", ", known);
  }

  private static List<Long> numbers(Document body, String name) {
    return body.at(name).filter(List.class::isInstance).map(List.class::cast).stream()
        .flatMap(list -> ((List<?>) list).stream())
        .filter(Number.class::isInstance)
        .map(number -> ((Number) number).longValue())
        .toList();
  }

  /** {@code application.sync.requireOverridePrivilegeForRevisionSync} of argocd-cm. */
  private void requireOverride(Request request, Application application, List<String> asked) {
    if (otherRevision(application, asked).isPresent()
        && ports.switches().get().overrideForRevision()) {
      request.caller().require(Lookup.APPLICATIONS, "override", lookup.object(application));
    }
  }

  /** The place of the first source that is asked for at another revision than it tracks. */
  private static OptionalInt otherRevision(Application application, List<String> asked) {
    return IntStream.range(0, asked.size())
        .filter(i -> !asked.get(i).isEmpty())
        .filter(i -> !asked.get(i).equals(application.spec().sources().get(i).targetRevision()))
        .findFirst();
  }

  private static void refuseOtherRevision(
      Application application, List<String> asked, boolean dryRun) {
    if (dryRun || application.spec().syncPolicy().automation().isEmpty()) {
      return;
    }
    OptionalInt other = otherRevision(application, asked);
    if (other.isPresent()) {
      String revision = asked.get(other.getAsInt());
      String target = application.spec().sources().get(other.getAsInt()).targetRevision();
      String name = application.id().name();
      throw Problem.of(
              ProblemKind.AUTOMATED,
              "Cannot sync to " + revision + ": auto-sync currently set to " + target)
          .saying(
              "Auto-sync would undo a sync to " + revision + " at once.",
              "\"" + name + "\" follows \"" + target + "\" automatically.",
              "kilter app set " + name + " --revision " + revision,
              "kilter app set " + name + " --sync-policy none")
          .exception();
    }
  }

  /**
   * Names the selected objects one by one where the selection excludes some, since an operation can
   * only name what to take.
   */
  private static List<Document> resources(Application application, List<Document> selectors) {
    if (selectors.stream().noneMatch(selector -> selector.flag("exclude"))) {
      return selectors.stream().map(selector -> selector.without("exclude")).toList();
    }
    Predicate<Manifest> wanted = object -> selected(object, selectors);
    List<Document> chosen =
        application.raw().items("status", "resources").stream()
            .filter(wanted)
            .map(OperationEndpoints::identity)
            .toList();
    if (chosen.isEmpty()) {
      throw invalid(
          application,
          "no resource is left to sync",
          "What was left out is everything that it has.");
    }
    return chosen;
  }

  private static boolean selected(Manifest object, List<Document> selectors) {
    boolean included = selectors.stream().allMatch(selector -> selector.flag("exclude"));
    for (Document selector : selectors) {
      if (matches(object, selector)) {
        if (selector.flag("exclude")) {
          return false;
        }
        included = true;
      }
    }
    return included;
  }

  private static boolean matches(Manifest object, Document selector) {
    return fits(selector.text("group"), object.text("group").orElse(""))
        && fits(selector.text("kind"), object.text("kind").orElse(""))
        && fits(selector.text("name"), object.text("name").orElse(""))
        && (selector.text("namespace").isEmpty()
            || selector.text("namespace").equals(object.text("namespace").orElse("")));
  }

  private static boolean fits(String wanted, String actual) {
    return wanted.equals("*") || wanted.equals(actual);
  }

  private static Document identity(Manifest object) {
    Document identity = new Document(Map.of());
    for (String member : List.of("group", "kind", "namespace", "name")) {
      identity = identity.with(object.text(member).orElse(""), member);
    }
    return identity.compact();
  }

  private Answer terminate(Request request) {
    Application application = lookup.application(request, "sync");
    return switch (ports.applications().terminateOperation(application.id())) {
      case Result.Success<Application> _ -> Answer.ok(Map.of());
      case Result.Failed<Application>(Failure.NotFound _) ->
          throw Problem.of(
                  ProblemKind.NO_OPERATION,
                  "Unable to terminate operation. No operation is in progress")
              .saying(
                  "Nothing to terminate: \"" + application.id().name() + "\" is not syncing.",
                  "It has no operation under way.",
                  "kilter app get " + application.id().name())
              .exception();
      case Result.Failed<Application>(var failure) ->
          throw Problems.of(failure, application.id().name()).exception();
    };
  }

  private static ApiException invalid(Application application, String message, String why) {
    String name = application.id().name();
    return Problem.of(ProblemKind.INVALID_INPUT, message)
        .saying(
            "\"" + name + "\" cannot be synced like this: " + message + ".",
            why,
            "kilter app get " + name,
            "kilter app sync --help")
        .exception();
  }
}

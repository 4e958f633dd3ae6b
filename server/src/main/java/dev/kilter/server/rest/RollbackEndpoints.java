package dev.kilter.server.rest;

import dev.kilter.api.Answer;
import dev.kilter.api.Document;
import dev.kilter.api.Problem;
import dev.kilter.api.ProblemKind;
import dev.kilter.codec.Json;
import dev.kilter.model.application.Annotations;
import dev.kilter.model.application.Application;
import dev.kilter.model.application.RevisionHistory;
import dev.kilter.server.openapi.About;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rollback as Argo CD's, the rollback that holds (design 2.17), and the end of a hold. */
final class RollbackEndpoints {
  private final Ports ports;
  private final Lookup lookup;
  private final OperationStart start;

  RollbackEndpoints(Ports ports, Lookup lookup) {
    this.ports = ports;
    this.lookup = lookup;
    this.start = new OperationStart(ports, lookup);
  }

  void mount(Router router) {
    router.on(
        "POST",
        "/api/v1/applications/{name}/rollback",
        About.of("ApplicationService_Rollback", "v1alpha1Application")
            .takes("applicationApplicationRollbackRequest"),
        this::rollback);
    router.on(
        "POST",
        "/api/v1/ext/applications/{name}/resume",
        About.of("FleetService_Resume", "v1alpha1Application"),
        this::resume);
  }

  private Answer rollback(Request request) {
    Document body = request.body();
    String action = ports.switches().get().rollback() ? "rollback" : "sync";
    Application application = lookup.application(request, action);
    start.refuseDeleting(application);
    boolean hold = body.flag("kilter", "hold");
    boolean automated = application.spec().syncPolicy().automation().isPresent();
    RevisionHistory entry = entry(application, body);
    if (automated && !hold) {
      throw automated(application, entry).exception();
    }
    boolean writesHold = hold && automated && !body.flag("dryRun");
    Map<String, Optional<String>> annotations =
        writesHold ? Map.of(Annotations.HOLD, Optional.of(hold(request, entry))) : Map.of();
    Application started =
        start.start(
            application,
            draft(request, application, entry),
            annotations,
            "rollback to " + entry.id() + (writesHold ? ", holding auto-sync off" : ""));
    return Answer.ok(started.raw().root());
  }

  /**
   * Strategy apply, no retry, and the options of the spec (Argo CD, server/application.Rollback).
   */
  private static OperationDraft draft(
      Request request, Application application, RevisionHistory entry) {
    Document body = request.body();
    return new OperationDraft(
        request.caller(),
        entry.revisions(),
        entry.multiSource(),
        entry.sources(),
        body.flag("prune"),
        body.flag("dryRun"),
        new Document(Map.of("apply", Map.of())),
        List.of(),
        application.spec().syncPolicy().syncOptions().options(),
        List.of(),
        Document.EMPTY);
  }

  /** Without an id the one before; the first deployment of all has the id 0. */
  private static RevisionHistory entry(Application application, Document body) {
    List<RevisionHistory> history = application.status().history();
    if (!body.has("id")) {
      return before(application);
    }
    long id = body.number("id");
    return history.stream()
        .filter(entry -> entry.id() == id)
        .findFirst()
        .orElseThrow(() -> missing(application, id).exception());
  }

  private static RevisionHistory before(Application application) {
    List<RevisionHistory> history = application.status().history();
    if (history.size() >= 2) {
      return history.get(history.size() - 2);
    }
    throw missing(
            application,
            "application should have at least two successful deployments",
            "\"" + application.id().name() + "\" has nothing to go back to.")
        .exception();
  }

  private static Problem missing(Application application, long id) {
    String name = application.id().name();
    return missing(
        application,
        "application " + name + " does not have deployment with id " + id,
        "\"" + name + "\" has no deployment #" + id + ".");
  }

  private static Problem missing(Application application, String message, String failed) {
    List<String> ids =
        application.status().history().stream().map(entry -> "#" + entry.id()).toList();
    return Problem.of(ProblemKind.INVALID_INPUT, message)
        .saying(
            failed,
            ids.isEmpty()
                ? "Its history is empty."
                : "It remembers " + String.join(", ", ids) + ".",
            "kilter app history " + application.id().name());
  }

  private static Problem automated(Application application, RevisionHistory entry) {
    String name = application.id().name();
    String revision =
        application.status().sync().revisions().stream().findFirst().orElse("the target revision");
    String shown = revision.matches("[0-9a-f]{40}") ? revision.substring(0, 7) : revision;
    return Problem.of(
            ProblemKind.AUTOMATED, "rollback cannot be initiated when auto-sync is enabled")
        .saying(
            "Auto-sync would redeploy " + shown + " right after the rollback.",
            "\"" + name + "\" is synced automatically; a hold keeps that off until Git moves on.",
            "kilter app rollback " + name + " " + entry.id() + " --hold",
            "kilter app set " + name + " --sync-policy none");
  }

  private String hold(Request request, RevisionHistory entry) {
    Document body = request.body();
    Map<String, Object> hold = new LinkedHashMap<>();
    hold.put("by", request.caller().username());
    String reason = body.text("kilter", "reason");
    hold.put("reason", reason.isEmpty() ? "rollback to #" + entry.id() : reason);
    hold.put("since", ports.timer().instant().truncatedTo(ChronoUnit.SECONDS).toString());
    String until = body.text("kilter", "until");
    if (!until.isEmpty()) {
      hold.put("until", instant(until).toString());
    }
    return Json.text(hold);
  }

  private static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw Problem.of(
              ProblemKind.INVALID_INPUT,
              "\"" + text + "\" is no time as RFC 3339 writes it, 2026-01-31T09:00:00Z")
          .saying(
              "A hold cannot end at \"" + text + "\".",
              "It is no time as RFC 3339 writes it.",
              "--until 2026-01-31T09:00:00Z")
          .exception();
    }
  }

  private Answer resume(Request request) {
    Application application = lookup.application(request, "sync");
    if (application.annotation(Annotations.HOLD).isEmpty()) {
      throw Problem.of(
              ProblemKind.NOT_NOW, "application " + application.id().name() + " is not held")
          .saying(
              "\"" + application.id().name() + "\" is not held.",
              "It has no annotation " + Annotations.HOLD + ".",
              "kilter app get " + application.id().name())
          .exception();
    }
    Map<String, Optional<String>> annotations = new LinkedHashMap<>();
    annotations.put(Annotations.HOLD, Optional.empty());
    annotations.put(Annotations.REFRESH, Optional.of("normal"));
    Application resumed =
        Problems.unwrap(ports.applications().annotate(application.id(), annotations));
    return Answer.ok(resumed.raw().root());
  }
}

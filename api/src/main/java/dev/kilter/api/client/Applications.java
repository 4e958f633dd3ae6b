package dev.kilter.api.client;

import dev.kilter.api.Call;
import dev.kilter.api.Document;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/** Applications and what can be asked about each. */
public final class Applications {
  private static final String ROOT = "/api/v1/applications";
  private final Conversation conversation;

  Applications(Conversation conversation) {
    this.conversation = conversation;
  }

  public List<ApplicationDocument> list(ListQuery query) {
    return conversation.ask(query.onto(Call.get(ROOT))).documents("items").stream()
        .map(ApplicationDocument::new)
        .toList();
  }

  /** Blocks until a refresh, if one is asked for, has been done. */
  public ApplicationDocument get(AppRef app, Refresh refresh) {
    return application(app.call("GET", "").with("refresh", refresh.word()));
  }

  public ApplicationDocument create(Document application, boolean upsert, boolean validate) {
    return application(
        Call.of("POST", ROOT)
            .with("upsert", upsert)
            .with("validate", validate ? "true" : "false")
            .body(application.root()));
  }

  public ApplicationDocument update(AppRef app, Document application, boolean validate) {
    return application(
        app.call("PUT", "").with("validate", validate ? "true" : "false").body(application.root()));
  }

  /** {@code type} is {@code merge} or {@code json}. */
  public ApplicationDocument patch(AppRef app, String patch, String type) {
    return application(app.call("PATCH", "").body(Map.of("patch", patch, "patchType", type)));
  }

  /** An empty propagation means foreground; it must be empty where {@code cascade} is false. */
  public void delete(AppRef app, boolean cascade, String propagation) {
    conversation.ask(
        app.call("DELETE", "")
            .with("cascade", cascade ? "true" : "false")
            .with("propagationPolicy", propagation));
  }

  public ApplicationDocument sync(AppRef app, SyncRequest request) {
    return application(app.call("POST", "/sync").body(request.tree()));
  }

  public ApplicationDocument rollback(AppRef app, RollbackRequest request) {
    return application(app.call("POST", "/rollback").body(request.tree()));
  }

  public void terminate(AppRef app) {
    conversation.ask(app.call("DELETE", "/operation"));
  }

  /** Ends a hold and compares again. */
  public ApplicationDocument resume(AppRef app) {
    return application(app.extension("POST", "/resume").body(Map.of()));
  }

  /** {@code nodes} and {@code orphanedNodes}. */
  public Document resourceTree(AppRef app) {
    return conversation.ask(app.call("GET", "/resource-tree"));
  }

  /** {@code items}, one for each object. */
  public Document managedResources(AppRef app, AtRevisions at) {
    return conversation.ask(at.onto(app.call("GET", "/managed-resources")));
  }

  /** {@code manifests}, each as JSON text. */
  public Document manifests(AppRef app, AtRevisions at) {
    return conversation.ask(at.onto(app.call("GET", "/manifests")));
  }

  public Document explain(AppRef app) {
    return conversation.ask(app.extension("GET", "/explain"));
  }

  /** {@code entries}, the last first: who did what, when, and which images changed. */
  public Document journal(AppRef app) {
    return conversation.ask(app.extension("GET", "/journal"));
  }

  public List<Document> events(AppRef app) {
    return conversation.ask(app.call("GET", "/events")).documents("items");
  }

  /** Hands over the entries of a log until it ends or there are enough. */
  public void logs(AppRef app, LogQuery query, Predicate<Document> entry) {
    conversation.follow(
        query.onto(app.call("GET", "/logs")),
        answer -> !answer.has("result") || entry.test(answer.document("result")));
  }

  /** Hands over type ({@code ADDED MODIFIED DELETED}) and application until told to stop. */
  public void watch(ListQuery query, BiPredicate<String, ApplicationDocument> event) {
    conversation.follow(
        query.onto(Call.get("/api/v1/stream/applications")),
        answer ->
            event.test(
                answer.text("result", "type"),
                new ApplicationDocument(answer.document("result", "application"))));
  }

  private ApplicationDocument application(Call call) {
    return new ApplicationDocument(conversation.ask(call));
  }
}

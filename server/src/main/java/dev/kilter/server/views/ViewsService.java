package dev.kilter.server.views;

import dev.kilter.api.Document;
import dev.kilter.model.application.ApplicationId;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;
import dev.kilter.model.kubernetes.KubernetesApi.Cancellation;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.view.ApplicationViews;
import dev.kilter.model.view.ObjectViews;
import dev.kilter.server.views.ControllerViews.Question;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The controller's side of the remote views: answers {@code {"value": …}} or {@code {"failure": …}}
 * to the command line, which knows the token, and to servers, whom their certificate lets in.
 */
public final class ViewsService {
  /** Where the service is mounted; the view's name follows. */
  public static final String ROOT = "/internal/views/";

  private final ControllerViews controller;
  private final ChangeFeed changes;
  private final Supplier<String> token;

  /** Where a stream goes. */
  @FunctionalInterface
  public interface Sink {
    /**
     * Blocks while the other side is slow.
     *
     * @throws IOException if it has gone
     */
    void tell(Map<String, @Nullable Object> tree) throws IOException;
  }

  private ViewsService(ControllerViews controller, Supplier<String> token) {
    this.controller = controller;
    this.changes = new ChangeFeed(controller.fleet());
    this.token = token;
  }

  /** For the command line: applications' views, to whoever knows the token. */
  public ViewsService(
      ApplicationViews views,
      Function<Question, Result<List<String>>> revisions,
      Supplier<String> token) {
    this(ControllerViews.reading(views, revisions), token);
  }

  /** For servers: everything. No token opens it. */
  public static ViewsService forServers(ControllerViews controller) {
    return new ViewsService(controller, () -> "");
  }

  /** Whether the body carries the token; compared in constant time. */
  public boolean permits(Document body) {
    String expected = token.get();
    return !expected.isEmpty() && MessageDigest.isEqual(bytes(expected), bytes(body.text("token")));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Answers a permitted question; an unknown view is a failure like any other. */
  public Map<String, @Nullable Object> answer(String view, Document body) {
    ApplicationId id = ViewsWire.id(body);
    ApplicationViews views = controller.views();
    return switch (view) {
      case "tree" -> wire(views.tree(id), nodes -> nodes.stream().map(ViewsWire::node).toList());
      case "managed-resources" ->
          wire(
              views.managedResources(id, body.texts("revisions")),
              items -> items.stream().map(ViewsWire::managedResource).toList());
      case "manifests" ->
          wire(views.manifests(id, body.texts("revisions")), ViewsService::manifests);
      case "explain" -> wire(views.explain(id), ViewsWire::explained);
      case "revisions" ->
          wire(
              controller.revisions().apply(new Question(id, body.texts("revisions"))),
              list -> list);
      case "brief" -> wire(controller.fleet().brief(id), ViewsWire::explained);
      case "clusters" ->
          wire(
              controller.fleet().clusters(),
              clusters -> clusters.stream().map(ObjectsWire::cluster).toList());
      case "push" -> {
        controller.pushes().accept(ObjectsWire.push(body));
        yield Map.of("value", true);
      }
      default -> object(view, id, body);
    };
  }

  private Map<String, @Nullable Object> object(String view, ApplicationId id, Document body) {
    ObjectViews objects = controller.objects();
    return switch (view) {
      case "object" -> wire(objects.get(id, ViewsWire.key(body.document("key"))), Manifest::root);
      case "object-events" ->
          wire(objects.events(id, ViewsWire.key(body.document("key"))), ViewsService::manifests);
      case "pods" ->
          wire(
              objects.pods(id, ViewsWire.key(body.document("key"))),
              pods -> pods.stream().map(ArgoShapes::key).toList());
      case "delete" ->
          wire(
              objects
                  .delete(
                      id,
                      ViewsWire.key(body.document("key")),
                      body.flag("orphan"),
                      body.text("who"))
                  .map(_ -> true),
              done -> done);
      case "commit" ->
          wire(
              objects.commit(id, (int) body.number("source"), body.text("revision")),
              ObjectsWire::commit);
      default -> failed(new Failure.NotFound("there is no view \"" + view + "\""));
    };
  }

  private static List<?> manifests(List<Manifest> manifests) {
    return manifests.stream().map(Manifest::root).toList();
  }

  /**
   * Tells until there is no more, or {@code gone} says that the other side has gone; the last thing
   * told is {@code {"end": true}} or a failure.
   */
  public void follow(String view, Document body, Sink sink, Cancellation gone)
      throws IOException, InterruptedException {
    switch (view) {
      case "log" -> log(body, sink, gone);
      case "changes" -> changes.follow(sink, gone);
      default -> sink.tell(failed(new Failure.NotFound("there is no stream \"" + view + "\"")));
    }
  }

  private void log(Document body, Sink sink, Cancellation gone) throws IOException {
    Result<Void> ended =
        controller
            .objects()
            .log(
                ViewsWire.id(body),
                ObjectsWire.logQuery(body.document("query")),
                line -> {
                  try {
                    sink.tell(Map.of("line", line));
                  } catch (IOException _) {
                    gone.cancel();
                  }
                },
                gone);
    if (!gone.cancelled()) {
      sink.tell(
          ended instanceof Result.Failed<Void>(var failure)
              ? failed(failure)
              : Map.of("end", true));
    }
  }

  private static <T> Map<String, @Nullable Object> wire(
      Result<T> result, Function<T, Object> shape) {
    return switch (result) {
      case Result.Success<T>(var value) -> Map.of("value", shape.apply(value));
      case Result.Failed<T>(var failure) -> failed(failure);
    };
  }

  private static Map<String, @Nullable Object> failed(Failure failure) {
    return Map.of("failure", FailureWire.tree(failure));
  }
}

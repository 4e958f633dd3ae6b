package dev.kilter.server.views;

import dev.kilter.api.Document;
import dev.kilter.model.application.ApplicationId;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.view.ApplicationViews;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The controller's side of {@link RemoteApplicationViews}: answers {@code {"value": …}} or {@code
 * {"failure": …}} to whoever knows the token. Without a token it answers nobody.
 */
public final class ViewsService {
  /** Where the service is mounted; the view's name follows. */
  public static final String ROOT = "/internal/views/";

  private final ApplicationViews views;
  private final Function<Question, Result<List<String>>> revisions;
  private final Supplier<String> token;

  /** What is asked: {@code revisions} are those that an operation wants resolved. */
  public record Question(ApplicationId id, List<String> revisions) {}

  public ViewsService(
      ApplicationViews views,
      Function<Question, Result<List<String>>> revisions,
      Supplier<String> token) {
    this.views = views;
    this.revisions = revisions;
    this.token = token;
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
    ApplicationId id = new ApplicationId(body.text("namespace"), body.text("name"));
    return switch (view) {
      case "tree" -> wire(views.tree(id), nodes -> nodes.stream().map(ViewsWire::node).toList());
      case "managed-resources" ->
          wire(
              views.managedResources(id, body.texts("revisions")),
              items -> items.stream().map(ViewsWire::managedResource).toList());
      case "manifests" ->
          wire(
              views.manifests(id, body.texts("revisions")),
              manifests -> manifests.stream().map(Manifest::root).toList());
      case "explain" -> wire(views.explain(id), ViewsWire::explained);
      case "revisions" ->
          wire(revisions.apply(new Question(id, body.texts("revisions"))), list -> list);
      default -> failed(new Failure.NotFound("there is no view \"" + view + "\""));
    };
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

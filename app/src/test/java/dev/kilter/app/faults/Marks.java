package dev.kilter.app.faults;

import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.manifest.ResourceKey;
import dev.kilter.testkit.apiserver.ApiServer;
import dev.kilter.testkit.apiserver.Exchange;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads marks and states as they are on the server, by its own few rules. */
final class Marks {
  static final String FINALIZER = "resources-finalizer.argocd.argoproj.io";

  private final ApiServer server;

  Marks(ApiServer server) {
    this.server = server;
  }

  /** The application that the mark names. */
  static Optional<String> app(Manifest object) {
    return object
        .annotation(Bystanders.TRACKING)
        .filter(mark -> mark.contains(":"))
        .map(mark -> mark.substring(0, mark.indexOf(':')));
  }

  /** Whether the mark names the object that carries it. */
  static boolean namesItself(Manifest object) {
    String mark = object.annotation(Bystanders.TRACKING).orElse("");
    String group =
        object.apiVersion().contains("/")
            ? object.apiVersion().substring(0, object.apiVersion().indexOf('/'))
            : "";
    String start = ":" + group + "/" + object.kind() + ":";
    String end = "/" + object.name();
    return mark.contains(start)
        && mark.endsWith(end)
        && (object.namespace().isEmpty() || mark.endsWith(object.namespace() + end));
  }

  static boolean controlled(Manifest object) {
    return object.items("metadata", "ownerReferences").stream()
        .anyMatch(owner -> owner.flag("controller").orElse(false));
  }

  static boolean stays(Manifest object) {
    return object.annotation("argocd.argoproj.io/sync-options").orElse("").contains("Prune=false");
  }

  static boolean buried(Manifest object) {
    return object.label("kilter.dev/tombstone").isPresent();
  }

  Optional<Manifest> application(String name) {
    return server.object(
        new ResourceKey("argoproj.io", "Application", Kubectl.CONTROL_PLANE, name));
  }

  Optional<Manifest> live(Wanted wanted, String namespace) {
    return server.object(
        new ResourceKey(
            wanted.kind().group(),
            wanted.kind().word,
            wanted.kind().namespaced ? namespace : "",
            wanted.name()));
  }

  /** What is marked as the application's own, and named by its mark. */
  Stream<Manifest> owned(String app) {
    return server.objects().stream()
        .filter(object -> app(object).filter(app::equals).isPresent())
        .filter(Marks::namesItself)
        .filter(object -> !controlled(object));
  }

  static boolean is(Wanted wanted, Manifest object) {
    return wanted.kind().word.equals(object.kind()) && wanted.name().equals(object.name());
  }

  static String revision(Manifest application) {
    return application
        .text("status", "operationState", "syncResult", "revision")
        .or(() -> application.text("status", "operationState", "operation", "sync", "revision"))
        .orElse("");
  }

  static String startedAt(Manifest application) {
    return application.text("status", "operationState", "startedAt").orElse("");
  }

  static boolean selective(Manifest application) {
    return !application
        .list("status", "operationState", "operation", "sync", "resources")
        .isEmpty();
  }

  /** A rollback runs none. */
  static boolean withoutHooks(Manifest application) {
    return application
        .at("status", "operationState", "operation", "sync", "syncStrategy", "apply")
        .isPresent();
  }

  static boolean ours(List<String> finalizers) {
    return finalizers.stream().anyMatch(each -> each.startsWith(FINALIZER));
  }

  static List<String> finalizers(Manifest object) {
    return object.list("metadata", "finalizers").stream().map(String::valueOf).toList();
  }

  static String words(Exchange exchange) {
    String path = exchange.request().path();
    String body = Law.body(exchange);
    return exchange.request().method()
        + " "
        + (path.contains("?") ? path.substring(0, path.indexOf('?')) : path)
        + " "
        + body.substring(0, Math.min(300, body.length()));
  }
}

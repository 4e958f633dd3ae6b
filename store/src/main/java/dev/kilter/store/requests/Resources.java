package dev.kilter.store.requests;

import dev.kilter.codec.Json;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;
import dev.kilter.model.kubernetes.KubernetesApi;
import dev.kilter.model.kubernetes.KubernetesApi.ApiRequest;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.manifest.ResourceKey;
import dev.kilter.store.tree.JsonPatch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads and writes resources, one blocking request at a time. Thread-safe. */
public final class Resources {
  private static final String MANAGER = "fieldManager=kilter";
  private static final int PAGE = 500;

  private final KubernetesApi api;

  public Resources(KubernetesApi api) {
    this.api = api;
  }

  public KubernetesApi api() {
    return api;
  }

  public Result<Manifest> get(ResourceKind kind, String namespace, String name) {
    return send(ApiRequest.get(kind.path(namespace, name)), key(kind, namespace, name));
  }

  /** A whole list, page by page, with the resourceVersion from which a watch goes on. */
  public Result<Listing> list(ResourceSelection selection) {
    List<Manifest> items = new ArrayList<>();
    return scan(selection, PAGE, items::add).map(version -> new Listing(items, version));
  }

  /** Hands over each item of a list, holding one page at a time; answers its resourceVersion. */
  public Result<String> scan(ResourceSelection selection, int pageSize, Consumer<Manifest> items) {
    String next = "";
    while (true) {
      switch (page(selection, pageSize, next)) {
        case Result.Failed<Manifest>(var failure) -> {
          return Result.failed(failure);
        }
        case Result.Success<Manifest>(var page) -> {
          if (!page.root().containsKey("items")) {
            return Result.failed(noList(selection));
          }
          page.items("items").forEach(item -> items.accept(typed(item, selection.kind())));
          String before = next;
          next = page.text("metadata", "continue").orElse("");
          if (!next.isEmpty() && next.equals(before)) {
            return Result.failed(noList(selection));
          }
          if (next.isEmpty()) {
            return Result.success(page.resourceVersion());
          }
        }
      }
    }
  }

  /** An answer that is no list is not an empty one: nobody may conclude that all is gone. */
  private Failure noList(ResourceSelection selection) {
    return new Failure.ClusterUnreachable(
        api.server(),
        "The answer of "
            + api.server()
            + " is no list of "
            + selection.words()
            + ": is it an API server?");
  }

  private Result<Manifest> page(ResourceSelection selection, int pageSize, String next) {
    String path =
        selection.kind().path(selection.namespace())
            + "?limit="
            + pageSize
            + selection.selectors()
            + (next.isEmpty() ? "" : "&continue=" + ResourceKind.encoded(next));
    return send(ApiRequest.get(path), key(selection.kind(), selection.namespace(), ""));
  }

  public Result<Manifest> create(ResourceKind kind, String namespace, Manifest manifest) {
    return send(
        json("POST", kind.path(namespace) + "?" + MANAGER, manifest.root()),
        key(kind, namespace, manifest.name()));
  }

  /** Replaces the whole resource; a resourceVersion in it guards the write. */
  public Result<Manifest> replace(ResourceKind kind, String namespace, Manifest manifest) {
    return send(
        json("PUT", kind.path(namespace, manifest.name()) + "?" + MANAGER, manifest.root()),
        key(kind, namespace, manifest.name()));
  }

  public Result<Manifest> mergePatch(
      ResourceKind kind, String namespace, String name, Map<String, @Nullable Object> patch) {
    return send(
        ApiRequest.of(
            "PATCH",
            kind.path(namespace, name) + "?" + MANAGER,
            "application/merge-patch+json",
            Json.bytes(patch)),
        key(kind, namespace, name));
  }

  /** Conflict where a test of the patch fails. */
  public Result<Manifest> jsonPatch(
      ResourceKind kind, String namespace, String name, JsonPatch patch) {
    return send(
        ApiRequest.of(
            "PATCH",
            kind.path(namespace, name) + "?" + MANAGER,
            "application/json-patch+json",
            Json.bytes(patch.steps())),
        key(kind, namespace, name));
  }

  public Result<Manifest> delete(ResourceKind kind, String namespace, String name) {
    return send(
        new ApiRequest("DELETE", kind.path(namespace, name), Optional.empty()),
        key(kind, namespace, name));
  }

  private Result<Manifest> send(ApiRequest request, ResourceKey key) {
    try {
      return Answer.read(api.server(), key, api.send(request));
    } catch (IOException e) {
      return Result.failed(
          new Failure.ClusterUnreachable(
              api.server(),
              "The API server "
                  + api.server()
                  + " did not answer "
                  + request.method()
                  + " "
                  + key
                  + ": "
                  + (e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage())));
    }
  }

  private static ApiRequest json(String method, String path, Map<String, @Nullable Object> tree) {
    return ApiRequest.of(method, path, "application/json", Json.bytes(tree));
  }

  private static ResourceKey key(ResourceKind kind, String namespace, String name) {
    return new ResourceKey(kind.group(), kind.kind(), namespace, name);
  }

  /** Items of a list leave out what the list's own kind says. */
  private static Manifest typed(Manifest item, ResourceKind kind) {
    return item.kind().isEmpty()
        ? item.with(kind.apiVersion(), "apiVersion").with(kind.kind(), "kind")
        : item;
  }

  /** A list at one moment. */
  public record Listing(List<Manifest> items, String resourceVersion) {
    public Listing {
      items = List.copyOf(items);
    }
  }
}

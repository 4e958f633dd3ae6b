package dev.kilter.sandbox.testing;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kilter.sandbox.kube.KubeClient;
import java.io.IOException;
import java.io.UncheckedIOException;

/** A namespace that belongs to one test. */
public record TestNamespace(String name, KubeClient client) implements AutoCloseable {
  /** Creates an object; {@code collection} is {@code /api/v1/configmaps}, without the namespace. */
  public JsonNode create(String collection, JsonNode object) {
    try {
      return client.create(path(collection), object);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** {@code /api/v1/pods/web} becomes the path of the pod {@code web} in this namespace. */
  public String path(String path) {
    int plural = path.startsWith("/api/") ? path.indexOf('/', 5) : groupEnd(path);
    return path.substring(0, plural) + "/namespaces/" + name + path.substring(plural);
  }

  private static int groupEnd(String path) {
    int version = path.indexOf('/', "/apis/".length());
    return path.indexOf('/', version + 1);
  }

  @Override
  public void close() {
    try {
      client.delete("/api/v1/namespaces/" + name);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete the namespace " + name, e);
    }
  }
}

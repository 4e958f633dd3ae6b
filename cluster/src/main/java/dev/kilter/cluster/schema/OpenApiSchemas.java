package dev.kilter.cluster.schema;

import dev.kilter.cluster.transport.Reason;
import dev.kilter.codec.CodecException;
import dev.kilter.codec.Json;
import dev.kilter.model.kubernetes.KubernetesApi;
import dev.kilter.model.kubernetes.KubernetesApi.ApiRequest;
import dev.kilter.model.kubernetes.KubernetesApi.ApiResponse;
import dev.kilter.model.manifest.GroupVersionKind;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.schema.FieldSchema.KindSchema;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Schemas of one cluster. A group-version's document is loaded when a kind of it is first asked
 * for, and again only when the server's index names another hash for it.
 */
public final class OpenApiSchemas {
  private static final Logger LOG = LoggerFactory.getLogger(OpenApiSchemas.class);

  private final KubernetesApi api;
  private final Map<GroupVersionKind, KindSchema> kinds = new ConcurrentHashMap<>();
  private final Map<String, Loaded> documents = new HashMap<>();
  private @Nullable Map<String, String> index;

  private record Loaded(String url, SchemaDocument document) {}

  public OpenApiSchemas(KubernetesApi api) {
    this.api = api;
  }

  /** Shape of the kind; UNKNOWN where the server has none, or cannot be asked now. */
  public KindSchema schema(GroupVersionKind kind) {
    KindSchema known = kinds.get(kind);
    return known == null ? load(kind) : known;
  }

  /** Kinds came, went or changed: what the index says otherwise is loaded again when asked for. */
  public synchronized void changed() {
    index = null;
    kinds.clear();
  }

  private synchronized KindSchema load(GroupVersionKind kind) {
    try {
      KindSchema schema = document(kind.apiVersion(), kind.group()).kind(kind);
      kinds.put(kind, schema);
      return schema;
    } catch (IOException | CodecException e) {
      LOG.warn("no schema of {} from {}: {}", kind, api.server(), Reason.of(e));
      return KindSchema.UNKNOWN;
    }
  }

  private SchemaDocument document(String apiVersion, String group) throws IOException {
    String path = (group.isEmpty() ? "api/" : "apis/") + apiVersion;
    String url = index().get(path);
    if (url == null) {
      return new SchemaDocument(Map.of(), Map.of());
    }
    Loaded loaded = documents.get(path);
    if (loaded == null || !loaded.url().equals(url)) {
      loaded = new Loaded(url, SchemaReader.read(get(url)));
      documents.put(path, loaded);
    }
    return loaded.document();
  }

  private Map<String, String> index() throws IOException {
    Map<String, String> known = index;
    if (known == null) {
      known = readIndex();
      index = known;
    }
    return known;
  }

  private Map<String, String> readIndex() throws IOException {
    Map<String, String> urls = new HashMap<>();
    Manifest tree = Manifest.of(Json.object(get("/openapi/v3")));
    for (String path : tree.map("paths").keySet()) {
      tree.text("paths", path, "serverRelativeURL").ifPresent(url -> urls.put(path, url));
    }
    return urls;
  }

  private byte[] get(String path) throws IOException {
    ApiResponse response = api.send(ApiRequest.get(path));
    if (!response.ok()) {
      throw new IOException(api.server() + " answered " + response.status() + " for " + path);
    }
    return response.content();
  }
}

package dev.kilter.store.testing;

import dev.kilter.model.kubernetes.KubernetesApi;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.store.crds.CustomResourceDefinitions;
import dev.kilter.store.requests.ResourceKind;
import dev.kilter.store.requests.Resources;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * The same API server, with the groups of the custom resources under names of the test's own: so a
 * test can install and change definitions that no other test sees. Closing it removes them.
 */
public final class RenamingApi implements KubernetesApi, AutoCloseable {
  private static final String ARGO = "argoproj.io";
  private static final String KILTER = "kilter.dev";

  private final KubernetesApi api;
  private final String suffix = "-" + UUID.randomUUID().toString().substring(0, 8) + ".example.com";

  public RenamingApi(KubernetesApi api) {
    this.api = api;
  }

  @Override
  public String server() {
    return api.server();
  }

  @Override
  public ApiResponse send(ApiRequest request) throws IOException {
    ApiResponse response = api.send(outward(request));
    String content = new String(response.content(), StandardCharsets.UTF_8);
    return new ApiResponse(
        response.status(), inward(content).getBytes(StandardCharsets.UTF_8), response.retryAfter());
  }

  @Override
  public int follow(ApiRequest request, Consumer<String> lines, Cancellation cancellation)
      throws IOException {
    return api.follow(outward(request), line -> lines.accept(inward(line)), cancellation);
  }

  @Override
  public void close() {
    Resources resources = new Resources(this);
    for (Manifest definition : CustomResourceDefinitions.all()) {
      resources.delete(ResourceKind.CRD, "", definition.name());
    }
  }

  private ApiRequest outward(ApiRequest request) {
    return new ApiRequest(
        request.method(),
        outward(request.path()),
        request
            .body()
            .map(body ->
                new Body(
                    body.contentType(),
                    outward(new String(body.content(), StandardCharsets.UTF_8))
                        .getBytes(StandardCharsets.UTF_8))),
        request.patience());
  }

  private String outward(String text) {
    return text.replace(ARGO, "argo" + suffix).replace(KILTER, "kilter" + suffix);
  }

  private String inward(String text) {
    return text.replace("argo" + suffix, ARGO).replace("kilter" + suffix, KILTER);
  }
}

package dev.kilter.app.wiring;

import dev.kilter.model.kubernetes.KubernetesApi;
import dev.kilter.model.kubernetes.KubernetesApi.ApiRequest;
import dev.kilter.model.kubernetes.KubernetesApi.ApiResponse;
import java.io.IOException;

/** Without its custom resource definitions a controller has nothing to do. */
final class CustomResources {
  private CustomResources() {}

  static void require(KubernetesApi api) throws StartException {
    ApiResponse response;
    try {
      response = api.send(ApiRequest.get("/apis/argoproj.io/v1alpha1"));
    } catch (IOException e) {
      throw new StartException(
          "Cannot reach the cluster " + api.server() + ": " + e.getMessage(), e);
    }
    if (response.status() == 404) {
      throw new StartException(
          "The cluster "
              + api.server()
              + " does not know Applications. Define them first: kilter crds apply");
    }
    if (!response.ok()) {
      throw new StartException(
          "The cluster "
              + api.server()
              + " answers HTTP "
              + response.status()
              + " when asked what it serves: check the credentials of this account");
    }
  }
}

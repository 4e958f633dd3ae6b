package dev.kilter.app.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.model.kubernetes.KubernetesApi.ApiRequest;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiCallTest {
  @ParameterizedTest
  @CsvSource({
    "GET, /api/v1/pods, List, pods, ''",
    "GET, /api/v1/pods?watch=1&allowWatchBookmarks=true, Watch, pods, ''",
    "GET, /api/v1/namespaces/shop/pods/a, Get, pods, shop",
    "GET, /api/v1/namespaces/shop/pods/a/log?container=c, Get, pods, shop",
    "GET, /api/v1/namespaces/shop, Get, namespaces, ''",
    "GET, /api/v1/namespaces, List, namespaces, ''",
    "PATCH, /apis/apps/v1/namespaces/shop/deployments/web?force=true, Patch, deployments, shop",
    "POST, /apis/apps/v1/namespaces/shop/deployments, Create, deployments, shop",
    "DELETE, /apis/apps/v1/namespaces/shop/deployments/web, Delete, deployments, shop",
    "PUT, /apis/x.io/v1/things/a, Update, things, ''",
    "GET, /apis/apps/v1, Unknown, '', ''",
    "GET, /version, Unknown, '', ''",
  })
  void readsThePathAsArgoCdDoes(
      String method, String path, String verb, String kind, String namespace) {
    assertThat(ApiCall.of(new ApiRequest(method, path, Optional.empty())))
        .isEqualTo(new ApiCall(verb, kind, namespace));
  }
}

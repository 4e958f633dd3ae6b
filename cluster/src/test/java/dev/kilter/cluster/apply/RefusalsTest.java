package dev.kilter.cluster.apply;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.codec.Json;
import dev.kilter.model.kubernetes.KubernetesApi.ApiResponse;
import dev.kilter.model.manifest.Manifest;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RefusalsTest {
  private static Manifest secret(String content) {
    String json =
        "{\"apiVersion\":\"v1\",\"kind\":\"Secret\",\"metadata\":{\"name\":\"s\",\"namespace\":\"n\"},"
            + content
            + "}";
    return Manifest.of(Json.object(json.getBytes(StandardCharsets.UTF_8)));
  }

  private static String message(String content) {
    String status =
        "{\"kind\":\"Status\",\"reason\":\"BadRequest\",\"message\":\"cannot decode hunter2\"}";
    byte[] body = status.getBytes(StandardCharsets.UTF_8);
    return Refusals.of(new ApiResponse(400, body, Optional.empty()), secret(content)).message();
  }

  @Test
  void namesTheKeyOfASecretAndNeverItsValue() {
    assertThat(message("\"data\":{\"key\":false}"))
        .contains("data.key is not a string")
        .doesNotContain("hunter2");
    assertThat(message("\"data\":{\"key\":\"hunter2!\"}"))
        .contains("data.key is not base64")
        .doesNotContain("hunter2");
    assertThat(message("\"stringData\":{\"key5\":5}"))
        .contains("stringData.key5 is not a string")
        .doesNotContain("hunter2");
    assertThat(message("\"type\":\"x\"")).doesNotContain("hunter2");
  }
}

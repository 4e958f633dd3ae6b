package dev.kilter.store.requests;

import static dev.kilter.store.testing.Results.failure;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.model.failure.Failure;
import dev.kilter.model.kubernetes.KubernetesApi.ApiResponse;
import dev.kilter.model.manifest.ResourceKey;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerTest {
  /** As servers word it that show where they stopped reading, and admission webhooks may. */
  private static final String QUOTING =
      "{\"message\":\"decode bytes: error found in #10 byte of ...|canary|...\"}";

  @ParameterizedTest
  @ValueSource(ints = {400, 422})
  void neverRepeatsWhatAServerQuotesOfASecret(int status) {
    assertThat(read("Secret", status).message())
        .contains("answered " + status, "/Secret/argocd/one")
        .doesNotContain("canary");
  }

  @Test
  void repeatsWhatItSaysOfOthersAndOfPermissions() {
    assertThat(read("ConfigMap", 400).message()).contains("canary");
    assertThat(read("Secret", 403).message()).contains("canary");
  }

  private static Failure read(String kind, int status) {
    return failure(
        Answer.read(
            "https://server",
            new ResourceKey("", kind, "argocd", "one"),
            new ApiResponse(status, QUOTING.getBytes(StandardCharsets.UTF_8), Optional.empty())));
  }
}

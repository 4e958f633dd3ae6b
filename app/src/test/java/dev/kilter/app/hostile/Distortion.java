package dev.kilter.app.hostile;

import dev.kilter.model.kubernetes.KubernetesApi.ApiRequest;
import dev.kilter.model.kubernetes.KubernetesApi.ApiResponse;
import java.io.IOException;
import java.util.List;

/** What an odd API server says instead of what an honest one would. */
interface Distortion {
  Distortion NONE = new Distortion() {};

  default ApiResponse answer(ApiRequest request, ApiResponse honest) throws IOException {
    return honest;
  }

  /** The lines that are sent in the place of one; an empty list keeps it back. */
  default List<String> lines(ApiRequest request, String honest) {
    return List.of(honest);
  }

  /** The status with which a stream is opened. */
  default int status(ApiRequest request) {
    return 200;
  }

  /** Whether the stream breaks off after these many lines. */
  default boolean breaks(ApiRequest request, int lines) {
    return false;
  }
}

package dev.kilter.testkit.apiserver;

import dev.kilter.model.kubernetes.KubernetesApi.ApiRequest;
import dev.kilter.model.manifest.Manifest;
import java.util.Optional;

/**
 * One request in the server's history.
 *
 * @param agent who sent it
 * @param answer what it was answered; empty for a watch
 * @param revision the store's newest revision afterwards
 */
public record Exchange(
    String agent,
    ApiRequest request,
    int status,
    Optional<Manifest> answer,
    Change change,
    long revision) {

  /** What became of the one object that the request was about; both empty where it was of many. */
  public record Change(Optional<Manifest> before, Optional<Manifest> after) {
    public boolean isNone() {
      return before.equals(after);
    }
  }

  public boolean isWrite() {
    return !request.method().equals("GET");
  }
}

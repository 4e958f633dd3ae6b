package dev.kilter.app.faults;

import dev.kilter.codec.Json;
import dev.kilter.model.kubernetes.KubernetesApi;
import dev.kilter.testkit.apiserver.ApiServer;
import java.io.IOException;
import java.net.ConnectException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** One process's connection to the API server, with all that may go wrong on it. */
final class Wire implements KubernetesApi {
  private Supplier<ApiServer> address;
  private final Troubles troubles;
  private final Runnable meanwhile;
  private final Consumer<ApiResponse> heard;
  private int requestsLeft = Integer.MAX_VALUE;

  /**
   * Connects.
   *
   * @param meanwhile what else happens just before a request arrives
   * @param heard is told of answers to writes but deletions, which tell of what was there
   */
  Wire(
      Supplier<ApiServer> address,
      Troubles troubles,
      Runnable meanwhile,
      Consumer<ApiResponse> heard) {
    this.address = address;
    this.troubles = troubles;
    this.meanwhile = meanwhile;
    this.heard = heard;
  }

  /** The process is dead: one request that it sent may still arrive, where it was sent. */
  void orphan() {
    requestsLeft = 1;
    ApiServer now = address.get();
    address = () -> now;
  }

  @Override
  public String server() {
    return address.get().server();
  }

  @Override
  public ApiResponse send(ApiRequest request) throws IOException {
    if (requestsLeft <= 0) {
      throw new ProcessDied();
    }
    requestsLeft--;
    meanwhile.run();
    Troubles.Outcome outcome = troubles.strikes(request);
    switch (outcome.fate()) {
      case DIES_BEFORE -> throw new ProcessDied();
      case REFUSED -> throw new ConnectException("connection refused");
      case LOST_BEFORE -> throw new IOException("request timed out");
      case ANSWERED -> {
        return status(outcome.status());
      }
      case ARRIVES, LOST_AFTER, DIES_AFTER -> {}
    }
    ApiResponse response = address.get().send(request);
    if (outcome.fate() == Troubles.Fate.DIES_AFTER) {
      throw new ProcessDied();
    }
    if (outcome.fate() == Troubles.Fate.LOST_AFTER) {
      throw new IOException("connection reset before the answer");
    }
    if (!request.method().equals("GET") && !request.method().equals("DELETE")) {
      heard.accept(response);
    }
    return response;
  }

  private static ApiResponse status(int code) {
    Map<String, Object> status =
        Map.of(
            "kind",
            "Status",
            "apiVersion",
            "v1",
            "status",
            "Failure",
            "message",
            "the simulation answers " + code,
            "reason",
            "Simulated",
            "code",
            code);
    return new ApiResponse(code, Json.bytes(status), Optional.empty());
  }

  /** Streams are opened and read step by step, as {@link Pipe}s. */
  @Override
  public int follow(ApiRequest request, Consumer<String> lines, Cancellation cancellation) {
    throw new UnsupportedOperationException("streams are pipes here: " + request.path());
  }
}

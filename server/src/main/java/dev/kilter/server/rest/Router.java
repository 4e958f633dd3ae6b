package dev.kilter.server.rest;

import dev.kilter.api.Answer;
import dev.kilter.api.ApiException;
import dev.kilter.api.Call;
import dev.kilter.api.Problem;
import dev.kilter.api.ProblemKind;
import dev.kilter.server.openapi.About;
import dev.kilter.server.openapi.Description;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds the endpoint for a method and path. Segments in braces match anything and are decoded; with
 * {@code =**} at its end the last one takes all that is left, slashes included.
 */
final class Router {
  private static final String REST = "=**}";

  private final List<Route<Endpoint>> routes = new ArrayList<>();
  private final List<Route<StreamEndpoint>> streams = new ArrayList<>();

  private record Route<E>(String method, List<String> pattern, About about, E endpoint) {
    Optional<Map<String, String>> match(String asked, String[] segments) {
      int last = pattern.size() - 1;
      boolean rest = pattern.get(last).endsWith(REST);
      if (!method.equals(asked)
          || (rest ? segments.length <= last : segments.length != pattern.size())) {
        return Optional.empty();
      }
      Map<String, String> parameters = new HashMap<>();
      for (int i = 0; i <= last; i++) {
        if (rest && i == last) {
          String all = String.join("/", List.of(segments).subList(last, segments.length));
          parameters.put(
              pattern.get(i).substring(1, pattern.get(i).length() - REST.length()), decoded(all));
        } else if (pattern.get(i).startsWith("{")) {
          parameters.put(
              pattern.get(i).substring(1, pattern.get(i).length() - 1), decoded(segments[i]));
        } else if (!pattern.get(i).equals(segments[i])) {
          return Optional.empty();
        }
      }
      return Optional.of(parameters);
    }
  }

  /** A route and what its pattern took from the path. */
  private record Matched<E>(E endpoint, Map<String, String> parameters) {}

  void on(String method, String pattern, About about, Endpoint endpoint) {
    routes.add(new Route<>(method, List.of(pattern.split("/", -1)), about, endpoint));
  }

  void onStream(String pattern, About about, StreamEndpoint endpoint) {
    streams.add(new Route<>("GET", List.of(pattern.split("/", -1)), about, endpoint));
  }

  /** Everything there is. */
  List<Description.Route> known() {
    return Stream.concat(
            routes.stream().map(route -> described(route, false)),
            streams.stream().map(route -> described(route, true)))
        .toList();
  }

  private static Description.Route described(Route<?> route, boolean streams) {
    return new Description.Route(
        route.method(), String.join("/", route.pattern()), route.about(), streams);
  }

  boolean streams(Call call) {
    return find(streams, call).isPresent();
  }

  void follow(Call call, Caller caller, Follower follower)
      throws IOException, InterruptedException {
    Matched<StreamEndpoint> matched =
        find(streams, call).orElseThrow(() -> unknown(call).exception());
    matched.endpoint().follow(new Request(call, matched.parameters(), caller), follower);
  }

  /** Never throws: what goes wrong is an answer too. */
  Answer answer(Call call, Caller caller) {
    try {
      return find(routes, call)
          .map(
              matched -> matched.endpoint().answer(new Request(call, matched.parameters(), caller)))
          .orElseGet(() -> Answer.of(unknown(call)));
    } catch (ApiException e) {
      return Answer.of(e.problem());
    } catch (IllegalArgumentException e) {
      return Answer.of(
          Problem.of(ProblemKind.INVALID_INPUT, String.valueOf(e.getMessage()))
              .saying(
                  "The request " + call.method() + " " + call.path() + " cannot be read.",
                  String.valueOf(e.getMessage()),
                  "correct the request and send it again"));
    }
  }

  private static <E> Optional<Matched<E>> find(List<Route<E>> routes, Call call) {
    String[] segments = call.path().split("/", -1);
    for (Route<E> route : routes) {
      Optional<Map<String, String>> parameters = route.match(call.method(), segments);
      if (parameters.isPresent()) {
        return Optional.of(new Matched<>(route.endpoint(), parameters.get()));
      }
    }
    return Optional.empty();
  }

  private static Problem unknown(Call call) {
    return Problem.of(ProblemKind.NOT_FOUND, "Not Found")
        .saying(
            "There is no " + call.method() + " " + call.path() + ".",
            "No endpoint of this version has this path and method.",
            "kilter version");
  }

  /** A malformed escape is an IllegalArgumentException. */
  private static String decoded(String segment) {
    return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}

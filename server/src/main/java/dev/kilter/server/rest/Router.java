package dev.kilter.server.rest;

import dev.kilter.api.Answer;
import dev.kilter.api.ApiException;
import dev.kilter.api.Call;
import dev.kilter.api.Problem;
import dev.kilter.api.ProblemKind;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the endpoint for a method and path. Segments in braces match anything and are decoded. */
final class Router {
  private final List<Route> routes = new ArrayList<>();

  private record Route(String method, List<String> pattern, Endpoint endpoint) {
    Optional<Map<String, String>> match(String asked, String[] segments) {
      if (!method.equals(asked) || pattern.size() != segments.length) {
        return Optional.empty();
      }
      Map<String, String> parameters = new HashMap<>();
      for (int i = 0; i < segments.length; i++) {
        if (pattern.get(i).startsWith("{")) {
          parameters.put(
              pattern.get(i).substring(1, pattern.get(i).length() - 1), decoded(segments[i]));
        } else if (!pattern.get(i).equals(segments[i])) {
          return Optional.empty();
        }
      }
      return Optional.of(parameters);
    }
  }

  void on(String method, String pattern, Endpoint endpoint) {
    routes.add(new Route(method, List.of(pattern.split("/", -1)), endpoint));
  }

  /** Never throws: what goes wrong is an answer too. */
  Answer answer(Call call, Caller caller) {
    try {
      String[] segments = call.path().split("/", -1);
      for (Route route : routes) {
        Optional<Map<String, String>> parameters = route.match(call.method(), segments);
        if (parameters.isPresent()) {
          return route.endpoint.answer(new Request(call, parameters.get(), caller));
        }
      }
      return Answer.of(
          Problem.of(ProblemKind.NOT_FOUND, "Not Found")
              .saying(
                  "There is no " + call.method() + " " + call.path() + ".",
                  "No endpoint of this version has this path and method.",
                  "kilter version"));
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

  /** A malformed escape is an IllegalArgumentException. */
  private static String decoded(String segment) {
    return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}

package dev.kilter.server.rest;

import dev.kilter.api.Call;
import dev.kilter.api.Document;
import dev.kilter.api.Problem;
import dev.kilter.api.ProblemKind;
import java.util.List;
import java.util.Map;

/** A call that a route took: {@code parameters} are its decoded path segments by name. */
record Request(Call call, Map<String, String> parameters, Caller caller) {
  String parameter(String name) {
    return parameters.getOrDefault(name, "");
  }

  String query(String name) {
    return call.query(name);
  }

  /** Every value of a query parameter. */
  List<String> queries(String name) {
    return call.query().getOrDefault(name, List.of());
  }

  /** The body; refused where there is none or it is no JSON object. */
  Document body() {
    Object body = call.body().orElse("");
    if (body instanceof Map<?, ?>) {
      return Document.of(body);
    }
    throw Problem.of(
            ProblemKind.INVALID_INPUT,
            call.method() + " " + call.path() + " needs a JSON object as its body")
        .saying(
            "The request has no body.",
            call.method() + " " + call.path() + " needs a JSON object.",
            "correct the request and send it again")
        .exception();
  }
}

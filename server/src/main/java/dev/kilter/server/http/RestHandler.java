package dev.kilter.server.http;

import dev.kilter.api.Answer;
import dev.kilter.api.ApiException;
import dev.kilter.api.Call;
import dev.kilter.api.Problem;
import dev.kilter.api.ProblemKind;
import dev.kilter.codec.CodecException;
import dev.kilter.codec.Json;
import dev.kilter.server.rest.Caller;
import dev.kilter.server.rest.FieldSelection;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Between HTTP and the API: who asks, what they send, and how they are answered. */
final class RestHandler {
  /** What can be asked before anyone is logged in. */
  private static final Set<String> OPEN =
      Set.of(
          "POST /api/v1/session",
          "DELETE /api/v1/session",
          "GET /api/v1/session/userinfo",
          "GET /api/v1/settings",
          "GET /api/version");

  private final RestFace face;
  private final BodyReader bodies;

  RestHandler(RestFace face, BodyReader bodies) {
    this.face = face;
    this.bodies = bodies;
  }

  void handle(Context context) throws IOException {
    String method = context.method().name();
    ShownToken token = ShownToken.of(context);
    boolean reads = method.equals("GET") || method.equals("HEAD");
    if (!reads && !json(context)) {
      answer(context, Answer.of(Refusals.notJson()), 415);
      return;
    }
    if (!reads && token.fromCookie() && !sameOrigin(context)) {
      answer(context, Answer.of(Refusals.otherOrigin()), 403);
      return;
    }
    Optional<Caller> caller = face.gate().caller(token.text());
    if (caller.isEmpty() && !OPEN.contains(method + " " + context.path())) {
      answer(context, Answer.of(Refusals.notLoggedIn()));
      return;
    }
    Caller asking = caller.orElse(Caller.NOBODY).showing(token.text(), context.ip());
    if (reads) {
      answer(context, new BodyReader.Reading.Read(new byte[0]), asking);
      return;
    }
    bodies.read(
        context.bodyInputStream(),
        context.req().getContentLengthLong(),
        reading -> answer(context, reading, asking));
  }

  /** Argo CD's {@code server.api.content.types}: what a form of another site cannot send. */
  private static boolean json(Context context) {
    String type = context.contentType();
    return type != null && type.startsWith("application/json");
  }

  private static boolean sameOrigin(Context context) {
    String site = context.header("Sec-Fetch-Site");
    if (site != null) {
      return site.equals("same-origin") || site.equals("none");
    }
    String origin = context.header("Origin");
    return origin == null || origin.substring(origin.indexOf("//") + 2).equals(context.host());
  }

  private void answer(Context context, BodyReader.Reading reading, Caller caller) {
    switch (reading) {
      case BodyReader.Reading.Read(var content) -> {
        try {
          call(context, call(context, content), caller);
        } catch (CodecException e) {
          answer(context, Answer.of(Refusals.unreadable(String.valueOf(e.getMessage()))));
        }
      }
      case BodyReader.Reading.TooLarge() -> answer(context, Answer.of(Refusals.tooLarge()), 413);
      case BodyReader.Reading.TooMany() -> answer(context, Answer.of(Refusals.tooMany()), 429);
    }
  }

  private static Call call(Context context, byte[] content) throws CodecException {
    return new Call(
        context.method().name(),
        context.req().getRequestURI(),
        Map.copyOf(context.queryParamMap()),
        content.length == 0 ? Optional.empty() : Optional.ofNullable(Json.parse(content)));
  }

  private void call(Context context, Call call, Caller caller) {
    if (face.api().streams(call)) {
      follow(context, call, caller);
      return;
    }
    Answer answer = face.api().answer(call, caller);
    if (!call.method().equals("GET")) {
      face.audit().accept(Audited.of(caller, call, answer.status()));
    }
    if (answer.ok()) {
      Cookies.after(call, answer, context);
    }
    answer(
        context,
        answer.ok()
            ? new Answer(answer.status(), FieldSelection.of(call.query("fields")).of(answer.tree()))
            : answer);
  }

  private void follow(Context context, Call asked, Caller caller) {
    String last = context.header("Last-Event-ID");
    Call call = last == null ? asked : asked.with("after", last);
    EventSink sink =
        new EventSink(
            context,
            FieldSelection.of(call.query("fields")),
            () -> face.gate().caller(caller.token()).isPresent());
    try {
      face.api().follow(call, caller, sink);
    } catch (ApiException e) {
      if (!sink.begun()) {
        answer(context, Answer.of(e.problem()));
      }
    } catch (IOException e) {
      // the follower has gone, or may no longer listen
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void answer(Context context, Answer answer) {
    answer(context, answer, answer.status());
  }

  private static void answer(Context context, Answer answer, int status) {
    context
        .status(status)
        .contentType("application/json")
        .header("Cache-Control", "no-store")
        .result(Json.bytes(answer.tree()));
  }

  /** Refusals that are made before the API is asked. */
  private static final class Refusals {
    static Problem notLoggedIn() {
      return Problem.of(ProblemKind.NOT_LOGGED_IN, "no session information")
          .saying(
              "You are not logged in.",
              "The request shows no token, or one that no longer counts.",
              "kilter login HOST");
    }

    static Problem notJson() {
      return Problem.of(ProblemKind.INVALID_INPUT, "Invalid content type")
          .saying(
              "Changes are sent as JSON.",
              "The request has no \"Content-Type: application/json\".",
              "send it again with that header");
    }

    static Problem otherOrigin() {
      return Problem.of(ProblemKind.FORBIDDEN, "cross-origin request")
          .saying(
              "Another site sent this in your name.",
              "The request carries your cookie, but its origin is not this server.",
              "open Kilter itself and do it there");
    }

    static Problem unreadable(String why) {
      return Problem.of(ProblemKind.INVALID_INPUT, "the body is not JSON: " + why)
          .saying(
              "The body of the request is not JSON.", why, "correct the request and send it again");
    }

    static Problem tooLarge() {
      return Problem.of(ProblemKind.INVALID_INPUT, "request body too large")
          .saying(
              "The body of the request is too large.",
              "It has more than " + HttpAdapter.CALL_LIMIT + " bytes.",
              "send less at once");
    }

    static Problem tooMany() {
      return Problem.of(ProblemKind.NOT_NOW, "too many requests at once")
          .saying(
              "Too much is being sent at once.",
              "The bodies of all requests together are limited.",
              "send it again in a moment");
    }
  }
}

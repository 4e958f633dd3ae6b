package dev.kilter.server.rest;

import dev.kilter.api.Answer;
import dev.kilter.api.Document;
import dev.kilter.api.Problem;
import dev.kilter.api.ProblemKind;
import dev.kilter.server.openapi.About;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the caller may do: Argo CD's question for one thing, and ours for a whole screen. */
final class PermissionEndpoints {
  private static final int AT_MOST = 500;

  void mount(Router router) {
    router.on(
        "GET",
        "/api/v1/account/can-i/{resource}/{action}/{object=**}",
        About.of("AccountService_CanI", "accountCanIResponse"),
        this::one);
    router.on(
        "POST",
        "/api/v1/ext/can-i",
        About.of("FleetService_CanI", "CanIAnswers").takes("CanIQuestions"),
        this::many);
  }

  private Answer one(Request request) {
    boolean may =
        request
            .caller()
            .may(
                request.parameter("resource"),
                request.parameter("action"),
                request.parameter("object"));
    return Answer.ok(Map.of("value", may ? "yes" : "no"));
  }

  private Answer many(Request request) {
    List<Document> questions = request.body().documents("questions");
    if (questions.size() > AT_MOST) {
      throw Problem.of(ProblemKind.INVALID_INPUT, "too many questions at once")
          .saying(
              questions.size() + " questions are too many at once.",
              "At most " + AT_MOST + " are answered together.",
              "ask again in parts")
          .exception();
    }
    return Answer.ok(
        Map.of("answers", questions.stream().map(one -> answer(request.caller(), one)).toList()));
  }

  private static Map<String, @Nullable Object> answer(Caller caller, Document question) {
    String resource = question.text("resource");
    String action = question.text("action");
    String object = question.text("object");
    boolean allowed = caller.may(resource, action, object);
    Map<String, @Nullable Object> answer = new LinkedHashMap<>();
    answer.put("allowed", allowed);
    answer.put("rule", caller.access().reason(resource, action, object));
    answer.put("missing", allowed ? "" : resource + ", " + action + ", " + object);
    return answer;
  }
}

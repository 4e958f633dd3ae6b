package dev.kilter.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.server.rest.RestStory;
import dev.kilter.server.webhook.RateLimit;
import dev.kilter.server.webhook.WebhookReceiver;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The API as a browser, curl and Argo CD's clients meet it. */
class RestFaceTest {
  private static final String JSON = "application/json";

  private final RestStory story = new RestStory();
  private final List<String> audit = new CopyOnWriteArrayList<>();
  private final HttpAdapter http =
      HttpAdapter.listen(
          "127.0.0.1",
          0,
          new PublicFace(
              new WebhookReceiver(
                  Map::of, new RateLimit(InstantSource.system(), 100, 100), _ -> {}),
              () -> 1 << 20,
              () -> "",
              Optional::empty,
              Optional::empty),
          Optional.of(
              new RestFace(story.api(), story.admission(), entry -> audit.add(entry.toString()))));
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void stop() {
    client.close();
    http.close();
  }

  private HttpRequest.Builder to(String path, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + http.port() + path));
    return headers.length == 0 ? request : request.headers(headers);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> get(String path, String... headers) throws Exception {
    return send(to(path, headers));
  }

  private HttpResponse<String> post(String path, String body, String... headers) throws Exception {
    return send(to(path, headers).POST(BodyPublishers.ofString(body)));
  }

  private HttpResponse<String> logIn(String password) throws Exception {
    return post(
        "/api/v1/session",
        "{\"username\":\"admin\",\"password\":\"" + password + "\"}",
        "Content-Type",
        JSON);
  }

  private String cookie() throws Exception {
    String set = logIn(RestStory.PASSWORD).headers().firstValue("Set-Cookie").orElseThrow();
    return set.substring(0, set.indexOf(';'));
  }

  @Test
  void aBrowserLogsInAndOut() throws Exception {
    assertThat(get("/api/v1/applications").statusCode()).isEqualTo(401);
    assertThat(logIn("wrong").statusCode()).isEqualTo(401);

    HttpResponse<String> in = logIn(RestStory.PASSWORD);
    assertThat(in.statusCode()).isEqualTo(200);
    assertThat(in.headers().firstValue("Set-Cookie").orElseThrow())
        .startsWith("argocd.token=")
        .contains("HttpOnly", "SameSite=Strict", "Path=/");
    String cookie = cookie();
    assertThat(get("/api/v1/applications", "Cookie", cookie).body()).contains("\"shop\"");

    HttpResponse<String> out =
        send(
            to(
                    "/api/v1/session",
                    "Cookie",
                    cookie,
                    "Content-Type",
                    JSON,
                    "Sec-Fetch-Site",
                    "same-origin")
                .DELETE());
    assertThat(out.headers().firstValue("Set-Cookie").orElseThrow())
        .contains("Expires=Thu, 01 Jan 1970");
    assertThat(get("/api/v1/applications", "Cookie", cookie).statusCode()).isEqualTo(401);
  }

  @Test
  void behindTlsCookiesInsistOnIt() throws Exception {
    HttpResponse<String> in =
        post(
            "/api/v1/session",
            "{\"username\":\"admin\",\"password\":\"" + RestStory.PASSWORD + "\"}",
            "Content-Type",
            JSON,
            "X-Forwarded-Proto",
            "https");
    assertThat(in.headers().firstValue("Set-Cookie").orElseThrow()).contains("Secure");
    assertThat(in.headers().firstValue("Strict-Transport-Security")).isPresent();
    assertThat(logIn(RestStory.PASSWORD).headers().firstValue("Set-Cookie").orElseThrow())
        .doesNotContain("Secure");
  }

  @Test
  void aProgramShowsItsToken() throws Exception {
    String token = story.token();
    HttpResponse<String> list =
        get("/api/v1/applications?fields=items.metadata.name", "Authorization", "Bearer " + token);
    assertThat(list.body()).isEqualTo("{\"items\":[{\"metadata\":{\"name\":\"shop\"}}]}");
    assertThat(get("/api/v1/applications", "Authorization", "Bearer " + token + "x").statusCode())
        .isEqualTo(401);
    assertThat(
            get("/api/v1/applications", "Authorization", "Bearer " + "x".repeat(7000)).statusCode())
        .isEqualTo(401);
  }

  /** What another site can make a browser send: no JSON, or not from here. */
  @Test
  void anotherSiteChangesNothing() throws Exception {
    String cookie = cookie();
    String path = "/api/v1/applications/shop/sync";
    assertThat(post(path, "{}", "Cookie", cookie, "Content-Type", "text/plain").statusCode())
        .isEqualTo(415);
    assertThat(
            post(path, "{}", "Cookie", cookie, "Content-Type", JSON, "Origin", "http://evil.test")
                .statusCode())
        .isEqualTo(403);
    assertThat(
            post(path, "{}", "Cookie", cookie, "Content-Type", JSON, "Sec-Fetch-Site", "cross-site")
                .statusCode())
        .isEqualTo(403);
    assertThat(story.syncs()).isZero();
    assertThat(
            post(
                    path,
                    "{}",
                    "Cookie",
                    cookie,
                    "Content-Type",
                    JSON,
                    "Origin",
                    "http://127.0.0.1:" + http.port())
                .statusCode())
        .isEqualTo(200);
    assertThat(story.syncs()).isEqualTo(1);
  }

  @Test
  void everyAnswerTellsBrowsersHowLittleTheyMayDo() throws Exception {
    for (String path : new String[] {"/", "/api/v1/nothing", "/api/version", "/applications/x"}) {
      HttpResponse<String> answer = get(path);
      assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
          .describedAs(path)
          .contains("default-src 'none'", "frame-ancestors 'none'")
          .doesNotContain("unsafe");
      assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    }
  }

  @Test
  void everyChangeSaysWhoAskedForItFromWhere() throws Exception {
    logIn("wrong");
    String[] headers = {"Authorization", "Bearer " + story.token(), "Content-Type", JSON};
    get("/api/v1/applications", headers);
    post("/api/v1/applications/shop/sync", "{}", headers);
    assertThat(audit)
        .containsExactly(
            "admin from 127.0.0.1: POST /api/v1/session → 401",
            "admin from 127.0.0.1: POST /api/v1/applications/shop/sync → 200");
    logIn("x\",\"username\":\"eve\\nadmin from 10.0.0.1: POST /x → 200");
    assertThat(audit.getLast()).doesNotContain("\n");
  }

  @Test
  void badBodiesAreRefusedInWords() throws Exception {
    String[] headers = {"Authorization", "Bearer " + story.token(), "Content-Type", JSON};
    assertThat(post("/api/v1/applications", "{\"metadata\":", headers).body())
        .contains("The body of the request is not JSON.");
    assertThat(post("/api/v1/applications", "[]", headers).statusCode()).isEqualTo(400);
    assertThat(post("/api/v1/applications", " ".repeat(11 << 20), headers).statusCode())
        .isEqualTo(413);
  }

  @Test
  void eventsComeAsTheyHappenUntilTheSessionEnds() throws Exception {
    String cookie = cookie();
    HttpResponse<InputStream> stream =
        client.send(
            to("/api/v1/ext/stream?topics=fleet", "Cookie", cookie, "Accept", "text/event-stream")
                .build(),
            HttpResponse.BodyHandlers.ofInputStream());
    assertThat(stream.headers().firstValue("Content-Type").orElse(""))
        .startsWith("text/event-stream");
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
      assertThat(lines.readLine()).startsWith("id: ");
      assertThat(lines.readLine()).isEqualTo("event: beat");
      assertThat(lines.readLine()).startsWith("data: {\"at\":");
      assertThat(lines.readLine()).isEmpty();
      story.touch();
      assertThat(lines.readLine()).startsWith("id: ");
      assertThat(lines.readLine()).isEqualTo("event: fleet");
      assertThat(lines.readLine()).contains("\"upsert\":[[\"argocd\",\"shop\"");
      assertThat(lines.readLine()).isEmpty();

      story.disableAdmin();
      story.touch();
      assertThat(lines.readLine()).isNull();
    }
  }

  /** Argo CD's own clients ask for no server-sent events. */
  @Test
  void withoutThemEachEventIsALine() throws Exception {
    HttpResponse<InputStream> stream =
        client.send(
            to("/api/v1/stream/applications", "Authorization", "Bearer " + story.token()).build(),
            HttpResponse.BodyHandlers.ofInputStream());
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
      assertThat(lines.readLine()).startsWith("{\"result\":{\"type\":\"ADDED\"");
    }
  }

  /** As at Argo CD: who generates a client has not logged in. */
  @Test
  void describesItselfToWhoeverAsks() throws Exception {
    HttpResponse<String> json = send(to("/swagger.json"));
    assertThat(json.statusCode()).isEqualTo(200);
    assertThat(json.body()).contains("\"swagger\":\"2.0\"", "ApplicationService_List");
    HttpResponse<String> page = send(to("/swagger-ui"));
    assertThat(page.body()).contains("src=\"/swagger-ui/page.js\"").doesNotContain("<style");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("script-src 'self'");
    assertThat(send(to("/swagger-ui/page.js")).body()).contains("/swagger.json");
    assertThat(send(to("/swagger-ui/page.css")).statusCode()).isEqualTo(200);
  }
}

package dev.kilter.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.model.source.PushEvent;
import dev.kilter.server.webhook.RateLimit;
import dev.kilter.server.webhook.WebhookReceiver;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpAdapterTest {
  private static final String PUSH =
      "{\"ref\":\"refs/heads/main\",\"repository\":{\"html_url\":\"https://github.com/a/b\"}}";

  private final List<PushEvent> pushes = new CopyOnWriteArrayList<>();
  private volatile Optional<String> trouble = Optional.empty();
  private final HttpAdapter http =
      HttpAdapter.listen(
          "127.0.0.1",
          0,
          new PublicFace(
              new WebhookReceiver(
                  () -> Map.of("webhook.gitlab.secret", "lab"),
                  new RateLimit(InstantSource.system(), 100, 100),
                  pushes::add),
              () -> 1 << 20,
              () -> "argocd_app_info 1\n",
              Optional::empty,
              () -> trouble));
  private final HttpClient client = HttpClient.newHttpClient();

  @AfterEach
  void stop() {
    client.close();
    http.close();
  }

  private HttpResponse<String> send(
      String method, String path, BodyPublisher body, String... headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + http.port() + path))
            .method(method, body);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private int webhook(BodyPublisher body, String... headers) throws Exception {
    return send("POST", "/api/webhook", body, headers).statusCode();
  }

  @Test
  void takesAPush() throws Exception {
    assertThat(webhook(BodyPublishers.ofString(PUSH), "X-GitHub-Event", "push")).isEqualTo(200);
    assertThat(pushes).hasSize(1);
  }

  @Test
  void refusesForgedAndUnknownOnes() throws Exception {
    String[] forged = {"X-Gitlab-Event", "Push Hook", "X-Gitlab-Token", "wrong"};
    assertThat(webhook(BodyPublishers.ofString(PUSH), forged)).isEqualTo(401);
    assertThat(webhook(BodyPublishers.ofString(PUSH))).isEqualTo(400);
    assertThat(webhook(BodyPublishers.noBody(), "X-GitHub-Event", "push")).isEqualTo(400);
    assertThat(pushes).isEmpty();
  }

  @Test
  void refusesBodiesThatAreAnnouncedTooLarge() throws Exception {
    byte[] large = new byte[2 << 20];
    assertThat(webhook(BodyPublishers.ofByteArray(large), "X-GitHub-Event", "push")).isEqualTo(413);
  }

  @Test
  void refusesStreamsThatGrowTooLarge() throws Exception {
    BodyPublisher stream = BodyPublishers.ofInputStream(() -> new Blanks(3 << 20));
    assertThat(webhook(stream, "X-GitHub-Event", "push")).isEqualTo(413);
    assertThat(pushes).isEmpty();
  }

  @Test
  void answersProbesAndMetrics() throws Exception {
    assertThat(send("GET", "/healthz", BodyPublishers.noBody()).body()).isEqualTo("ok");
    assertThat(send("GET", "/readyz", BodyPublishers.noBody()).statusCode()).isEqualTo(200);
    trouble = Optional.of("the cluster is not listed yet");
    HttpResponse<String> unready = send("GET", "/readyz", BodyPublishers.noBody());
    assertThat(unready.statusCode()).isEqualTo(503);
    assertThat(unready.body()).isEqualTo("the cluster is not listed yet");
    HttpResponse<String> metrics = send("GET", "/metrics", BodyPublishers.noBody());
    assertThat(metrics.body()).isEqualTo("argocd_app_info 1\n");
    assertThat(metrics.headers().firstValue("content-type").orElse("")).startsWith("text/plain");
  }

  @Test
  void mountsNothingElse() throws Exception {
    for (String path : List.of("/", "/internal/views/tree", "/api/v1/applications", "/debug")) {
      assertThat(send("POST", path, BodyPublishers.ofString("{}")).statusCode())
          .describedAs(path)
          .isEqualTo(404);
    }
  }

  /** So many blanks, none of them kept. */
  private static final class Blanks extends InputStream {
    private long left;

    private Blanks(long left) {
      this.left = left;
    }

    @Override
    public int read() throws IOException {
      return left-- > 0 ? ' ' : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int count = (int) Math.min(length, left);
      java.util.Arrays.fill(target, offset, offset + count, (byte) ' ');
      left -= count;
      return count == 0 && length > 0 ? -1 : count;
    }
  }
}

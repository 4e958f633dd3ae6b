package dev.kilter.server.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kilter.api.Document;
import dev.kilter.model.application.ApplicationId;
import dev.kilter.model.cluster.LiveStateReader.LogQuery;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;
import dev.kilter.model.kubernetes.KubernetesApi.Cancellation;
import dev.kilter.model.view.FleetViews;
import dev.kilter.model.view.ObjectViews;
import dev.kilter.server.peer.PeerChannel.Found;
import dev.kilter.server.views.ControllerViews;
import dev.kilter.server.views.RemoteApplicationViews;
import dev.kilter.server.views.RemoteFleetViews;
import dev.kilter.server.views.RemoteObjectViews;
import dev.kilter.server.views.SampleViews;
import dev.kilter.server.views.ViewsService;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who gets an answer of a controller, and from which controller a server takes one. */
class PeersTest {
  private static final LogQuery WHOLE =
      new LogQuery("shop", "api-1", "", false, true, -1, Optional.empty());

  private final InstantSource clock = InstantSource.system();
  private final Authority authority = Authority.make(clock.instant());
  private final SampleViews views = new SampleViews();
  private final List<AutoCloseable> open = new ArrayList<>();
  private final AtomicInteger looked = new AtomicInteger();
  private volatile Result<Found> found =
      Result.failed(new Failure.ControllerAbsent("nobody there"));

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable one : open.reversed()) {
      one.close();
    }
  }

  private PeerListener controller(SSLContext tls, boolean acting) {
    PeerListener listener = PeerListener.open("127.0.0.1", 0, tls);
    open.add(listener);
    listener.serve(
        ViewsService.forServers(
            new ControllerViews(
                views,
                FleetViews.NONE,
                ObjectViews.NONE,
                question -> Result.success(question.revisions()),
                _ -> {})),
        () -> acting);
    return listener;
  }

  private PeerListener controller(boolean acting) {
    return controller(PeerTls.of(authority, PeerRole.CONTROLLER, clock), acting);
  }

  private PeerChannel channel(SSLContext tls) {
    PeerChannel channel =
        new PeerChannel(
            () -> {
              looked.incrementAndGet();
              return found;
            },
            tls);
    open.add(channel);
    return channel;
  }

  private RemoteApplicationViews server(SSLContext tls) {
    return new RemoteApplicationViews(channel(tls));
  }

  private RemoteApplicationViews server() {
    return server(PeerTls.of(authority, PeerRole.SERVER, clock));
  }

  private void isAt(PeerListener listener, String who) {
    found = Result.success(new Found("127.0.0.1:" + listener.port(), who));
  }

  private static String absence(RemoteApplicationViews views) {
    return views.tree(SampleViews.SHOP)
            instanceof Result.Failed<?>(Failure.ControllerAbsent(var message))
        ? message
        : "it answered";
  }

  @Test
  void asksTheControllerThatActs() {
    RemoteApplicationViews server = server();
    assertThat(absence(server)).isEqualTo("nobody there");
    isAt(controller(true), "one");
    assertThat(server.tree(SampleViews.SHOP)).isEqualTo(views.tree(SampleViews.SHOP));
    assertThat(server.explain(SampleViews.SHOP)).isEqualTo(views.explain(SampleViews.SHOP));
    assertThat(looked).hasValue(2);
  }

  @Test
  void asksTheNextOneWhereItActsNoMore() {
    RemoteApplicationViews server = server();
    PeerListener before = controller(true);
    isAt(before, "one");
    assertThat(server.tree(SampleViews.SHOP)).isEqualTo(views.tree(SampleViews.SHOP));
    before.serve(ViewsService.forServers(nothing()), () -> false);
    assertThat(absence(server)).contains("The controller one", "does not act any more");
    isAt(controller(true), "two");
    assertThat(server.tree(SampleViews.SHOP)).isEqualTo(views.tree(SampleViews.SHOP));
  }

  @Test
  void findsAnotherOneAtOnceWhereTheOneItKnewIsGone() {
    RemoteApplicationViews server = server();
    PeerListener before = controller(true);
    isAt(before, "one");
    assertThat(server.tree(SampleViews.SHOP)).isEqualTo(views.tree(SampleViews.SHOP));
    before.close();
    isAt(controller(true), "two");
    assertThat(server.tree(SampleViews.SHOP)).isEqualTo(views.tree(SampleViews.SHOP));
  }

  @Test
  void saysWhoIsAwayAndWhere() {
    PeerListener gone = controller(true);
    isAt(gone, "one/17");
    int port = gone.port();
    gone.close();
    assertThat(absence(server()))
        .isEqualTo(
            "The controller one/17, at 127.0.0.1:"
                + port
                + ", does not answer: no connection to it could be made.");
  }

  private static ControllerViews nothing() {
    return new ControllerViews(
        new SampleViews(),
        FleetViews.NONE,
        ObjectViews.NONE,
        _ -> Result.success(List.of()),
        _ -> {});
  }

  @Test
  void aServerBelievesOnlyAControllerOfItsAuthority() {
    Authority other = Authority.make(clock.instant());
    isAt(controller(PeerTls.of(other, PeerRole.CONTROLLER, clock), true), "an impostor");
    assertThat(absence(server())).contains("an impostor", "TLS failed");
    isAt(controller(PeerTls.of(authority, PeerRole.SERVER, clock), true), "a server");
    assertThat(absence(server())).contains("a server", "TLS failed");
  }

  @Test
  void aControllerAnswersOnlyServersOfItsAuthority() {
    isAt(controller(true), "one");
    Authority other = Authority.make(clock.instant());
    assertThat(absence(server(PeerTls.of(other, PeerRole.SERVER, clock)))).contains("TLS failed");
    SSLContext controller = PeerTls.of(authority, PeerRole.CONTROLLER, PeerRole.CONTROLLER, clock);
    assertThat(absence(server(controller))).contains("TLS failed");
  }

  @Test
  void whoShowsNoCertificateLearnsNothing() throws GeneralSecurityException, IOException {
    SSLContext anyone = SSLContext.getInstance("TLSv1.3");
    anyone.init(null, new TrustManager[] {new Gullible()}, new SecureRandom());
    PeerListener listener = controller(true);
    try (SSLSocket socket =
        (SSLSocket) anyone.getSocketFactory().createSocket("127.0.0.1", listener.port())) {
      assertThatThrownBy(
              () -> {
                socket
                    .getOutputStream()
                    .write(
                        "GET /healthz HTTP/1.0\r\n\r\n"
                            .getBytes(java.nio.charset.StandardCharsets.US_ASCII));
                socket.getInputStream().readAllBytes();
              })
          .isInstanceOf(IOException.class);
    }
  }

  /** Leaves live for a day, and processes longer. */
  @Test
  void aCertificateIsReplacedBeforeItEnds() {
    Instant[] now = {clock.instant().minus(Duration.ofDays(9))};
    Authority old = Authority.make(now[0]);
    isAt(controller(PeerTls.of(old, PeerRole.CONTROLLER, () -> now[0]), true), "one");
    SSLContext tls = PeerTls.of(old, PeerRole.SERVER, () -> now[0]);
    assertThat(absence(server(tls))).contains("TLS failed");
    now[0] = clock.instant();
    assertThat(server(tls).tree(SampleViews.SHOP)).isEqualTo(views.tree(SampleViews.SHOP));
  }

  @Test
  void theAuthorityIsReadAsItWasWritten() throws GeneralSecurityException {
    Authority read = Authority.of(authority.certificatePem(), authority.keyPem());
    isAt(controller(true), "one");
    assertThat(server(PeerTls.of(read, PeerRole.SERVER, clock)).tree(SampleViews.SHOP))
        .isEqualTo(views.tree(SampleViews.SHOP));
    assertThat(authority.toString()).doesNotContain("KEY");
    assertThatThrownBy(() -> Authority.of(authority.certificatePem(), "no key"))
        .isInstanceOf(GeneralSecurityException.class);
  }

  /** What a slow reader has not read stays with the pod, not in somebody's memory. */
  @Test
  void aSlowReaderHoldsTheLogUpAndALeavingOneEndsIt() throws Exception {
    EndlessLog log = new EndlessLog();
    PeerListener listener = controller(true);
    listener.serve(
        ViewsService.forServers(
            new ControllerViews(
                views, FleetViews.NONE, log, _ -> Result.success(List.of()), _ -> {})),
        () -> true);
    isAt(listener, "one");
    PeerChannel channel = channel(PeerTls.of(authority, PeerRole.SERVER, clock));
    Cancellation cancellation = new Cancellation();
    CountDownLatch go = new CountDownLatch(1);
    CompletableFuture<Result<Void>> ended =
        CompletableFuture.supplyAsync(() ->
            new RemoteObjectViews(channel)
                .log(SampleViews.SHOP, WHOLE, _ -> waitFor(go), cancellation));
    long before = -1;
    while (log.told.get() == 0 || log.told.get() != before) {
      before = log.told.get();
      LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
    }
    assertThat(before).isLessThan(64 << 10);
    cancellation.cancel();
    go.countDown();
    assertThat(ended.get(1, TimeUnit.MINUTES)).isEqualTo(Result.done());
    assertThat(log.cancelled.get(1, TimeUnit.MINUTES)).isTrue();
  }

  private static void waitFor(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** Rows of a fleet are made from custom resources meanwhile, thousands in a moment. */
  @Test
  void whileNobodyAnswersTheFleetIsNotAskedAndRecoversAfterwards() throws Exception {
    BlockingQueue<ApplicationId> heard = new LinkedBlockingQueue<>();
    RemoteFleetViews fleet =
        new RemoteFleetViews(
            channel(PeerTls.of(authority, PeerRole.SERVER, clock)),
            () -> List.of(SampleViews.SHOP));
    open.add(fleet);
    fleet.listen(heard::add);
    assertThat(fleet.brief(SampleViews.SHOP)).isInstanceOf(Result.Failed.class);
    assertThat(looked).hasValue(0);
    PeerListener first = controller(true);
    isAt(first, "one");
    fleet.start();
    assertThat(heard.poll(1, TimeUnit.MINUTES)).isEqualTo(SampleViews.SHOP);
    assertThat(fleet.brief(SampleViews.SHOP)).isEqualTo(FleetViews.NONE.brief(SampleViews.SHOP));
    first.close();
    assertThat(heard.poll(1, TimeUnit.MINUTES)).isEqualTo(SampleViews.SHOP);
    assertThat(fleet.brief(SampleViews.SHOP).toString()).doesNotContain("No controller is asked");
    isAt(controller(true), "two");
    assertThat(heard.poll(1, TimeUnit.MINUTES)).isEqualTo(SampleViews.SHOP);
    assertThat(fleet.brief(SampleViews.SHOP)).isEqualTo(FleetViews.NONE.brief(SampleViews.SHOP));
  }

  @Test
  void aViewThatThisControllerDoesNotKnowIsAFailure() {
    PeerChannel channel = channel(PeerTls.of(authority, PeerRole.SERVER, clock));
    isAt(controller(true), "one");
    assertThat(channel.ask("weather", Document.EMPTY, answer -> answer))
        .isEqualTo(Result.failed(new Failure.NotFound("there is no view \"weather\"")));
    assertThat(channel.follow("weather", Document.EMPTY, _ -> {}, new Cancellation()))
        .isEqualTo(Result.failed(new Failure.NotFound("there is no stream \"weather\"")));
  }

  /** Takes every server for the one it wants. */
  private static final class Gullible implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}

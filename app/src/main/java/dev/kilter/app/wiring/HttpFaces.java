package dev.kilter.app.wiring;

import dev.kilter.app.metrics.Metrics;
import dev.kilter.app.runtime.ControllerRuntime;
import dev.kilter.app.views.LocalObjects;
import dev.kilter.app.views.LocalViews;
import dev.kilter.model.failure.Result;
import dev.kilter.model.kubernetes.KubernetesApi;
import dev.kilter.server.http.HttpAdapter;
import dev.kilter.server.http.PublicFace;
import dev.kilter.server.http.RestFace;
import dev.kilter.server.views.ControllerAddress;
import dev.kilter.server.views.ControllerAdvertisement;
import dev.kilter.server.views.ObserverFile;
import dev.kilter.server.views.ViewsService;
import dev.kilter.store.KubernetesStores;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The two ports of a controller: one for everybody (webhooks, health, metrics), one for the command
 * line's views, guarded by a token that only those can read who may read Secrets here.
 */
final class HttpFaces implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HttpFaces.class);
  private static final int TOKEN_BYTES = 32;

  private final ControllerOptions options;
  private final KubernetesApi api;
  private final HttpAdapter everybody;
  private final HttpAdapter views;
  private final ControllerAddress address;
  private final String token = randomToken();
  private volatile Runnable withdraw = () -> {};

  /** What is behind the ports. */
  record Inside(
      ControllerRuntime runtime,
      LocalViews views,
      LocalObjects objects,
      KubernetesStores stores,
      Metrics metrics,
      Supplier<Optional<String>> notReady) {}

  HttpFaces(ControllerOptions options, KubernetesApi api, Inside inside) {
    this.options = options;
    this.api = api;
    everybody = HttpAdapter.listen(options.host(), options.port(), face(inside), rest(inside));
    Optional<String> pod = Optional.ofNullable(System.getenv("POD_NAME"));
    views =
        HttpAdapter.listen(
            pod.isPresent() ? "0.0.0.0" : "127.0.0.1",
            0,
            new ViewsService(
                inside.views(),
                question -> inside.views().resolve(question.id(), question.revisions()),
                () -> token));
    address =
        pod.<ControllerAddress>map(name -> new ControllerAddress.InPod(name, views.port()))
            .orElseGet(() -> new ControllerAddress.OnThisMachine(views.port()));
  }

  /** Tells the command line where this controller is to be found; once it acts, or observes. */
  void advertise() {
    withdraw = options.observe() ? leaveWord() : publish();
  }

  /** An observer writes nothing to the cluster; a word on its own machine it may leave. */
  private Runnable leaveWord() {
    if (!(address instanceof ControllerAddress.OnThisMachine(var port))) {
      return () -> {};
    }
    Path folder = ObserverFile.standardFolder(System.getenv(), System.getProperty("user.home"));
    ObserverFile file = new ObserverFile(folder, api.server(), options.namespace());
    ObserverFile.Spot spot = new ObserverFile.Spot(port, token);
    try {
      file.write(spot);
    } catch (IOException e) {
      LOG.warn("The command line will not find this observer: {}", e.toString());
    }
    return () -> {
      try {
        file.remove(spot);
      } catch (IOException e) {
        LOG.warn("The word of this observer is left behind: {}", e.toString());
      }
    };
  }

  private Runnable publish() {
    ControllerAdvertisement advertisement = new ControllerAdvertisement(api, options.namespace());
    if (advertisement.publish(address, token) instanceof Result.Failed<Void>(var failure)) {
      LOG.warn("The command line will not find this controller: {}", failure.message());
    }
    return advertisement::withdraw;
  }

  private static PublicFace face(Inside inside) {
    return ApiFace.everybody(
        inside.stores().settings(), inside.runtime()::pushed, inside.metrics(), inside.notReady());
  }

  private Optional<RestFace> rest(Inside inside) {
    if (!options.duties().serve()) {
      return Optional.empty();
    }
    LocalViews views = inside.views();
    return Optional.of(
        ApiFace.of(
            inside.stores(),
            api,
            options.namespace(),
            new ApiFace.Seen(
                views,
                views,
                inside.objects(),
                (application, revisions) -> views.resolve(application.id(), revisions))));
  }

  /** Makes what the first login needs, where this installation is new. */
  void prepareFirstLogin(KubernetesStores stores) {
    if (options.duties().serve() && !options.observe()) {
      ApiFace.prepareFirstLogin(stores);
    }
  }

  private static String randomToken() {
    byte[] random = new byte[TOKEN_BYTES];
    new SecureRandom().nextBytes(random);
    return HexFormat.of().formatHex(random);
  }

  int port() {
    return everybody.port();
  }

  @Override
  public void close() {
    withdraw.run();
    everybody.close();
    views.close();
  }
}

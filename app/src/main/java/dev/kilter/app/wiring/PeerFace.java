package dev.kilter.app.wiring;

import dev.kilter.app.runtime.ControllerRuntime;
import dev.kilter.app.views.LocalObjects;
import dev.kilter.app.views.LocalViews;
import dev.kilter.server.peer.PeerListener;
import dev.kilter.server.peer.PeerRole;
import dev.kilter.server.peer.PeerTls;
import dev.kilter.server.views.ControllerViews;
import dev.kilter.server.views.ViewsService;
import dev.kilter.store.requests.Resources;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** The controller's port for servers of their own, where it was asked to have one. */
final class PeerFace implements AutoCloseable {
  private final Optional<PeerListener> listener;
  private final String address;

  private PeerFace(Optional<PeerListener> listener, String address) {
    this.listener = listener;
    this.address = address;
  }

  /** Answers nobody before {@link #serve}; its address must be known by then. */
  static PeerFace open(ControllerOptions options, Resources resources) throws StartException {
    if (options.servers().isEmpty()) {
      return new PeerFace(Optional.empty(), "");
    }
    Listening at = options.servers().get();
    InstantSource clock = InstantSource.system();
    PeerListener listener =
        PeerListener.open(
            at.host(),
            at.port(),
            PeerTls.of(
                PeerAuthority.obtain(
                    resources, options.namespace(), clock.instant(), !options.observe()),
                PeerRole.CONTROLLER,
                clock));
    return new PeerFace(Optional.of(listener), shown(at.host()) + ":" + listener.port());
  }

  /** A pod is reached by its address, which {@code POD_IP} holds; other machines by their own. */
  private static String shown(String host) {
    if (!host.equals("0.0.0.0")) {
      return host;
    }
    return Optional.ofNullable(System.getenv("POD_IP")).orElseGet(PeerFace::thisMachine);
  }

  private static String thisMachine() {
    try {
      return InetAddress.getLocalHost().getHostAddress();
    } catch (UnknownHostException e) {
      throw new UncheckedIOException("this machine does not know its own address", e);
    }
  }

  /** Where servers are to ask; empty where they are not. */
  String address() {
    return address;
  }

  void serve(
      LocalViews views, LocalObjects objects, ControllerRuntime runtime, BooleanSupplier acting) {
    listener.ifPresent(open ->
        open.serve(
            ViewsService.forServers(
                new ControllerViews(
                    views,
                    views,
                    objects,
                    question -> views.resolve(question.id(), question.revisions()),
                    runtime::pushed)),
            acting));
  }

  @Override
  public void close() {
    listener.ifPresent(PeerListener::close);
  }
}

package dev.kilter.app.views;

import dev.kilter.model.failure.Result;
import dev.kilter.model.view.ApplicationViews;
import dev.kilter.model.view.FleetViews;
import dev.kilter.model.view.ObjectViews;
import dev.kilter.server.peer.Authority;
import dev.kilter.server.peer.PeerChannel;
import dev.kilter.server.peer.PeerListener;
import dev.kilter.server.peer.PeerRole;
import dev.kilter.server.peer.PeerTls;
import dev.kilter.server.views.ControllerViews;
import dev.kilter.server.views.RemoteApplicationViews;
import dev.kilter.server.views.RemoteFleetViews;
import dev.kilter.server.views.RemoteObjectViews;
import dev.kilter.server.views.ViewsService;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** A controller that is asked over mutual TLS. */
class ApartViewsTest extends ViewsContract {
  private final Authority authority = Authority.make(InstantSource.system().instant());

  private final PeerListener listener =
      PeerListener.open(
          "127.0.0.1", 0, PeerTls.of(authority, PeerRole.CONTROLLER, InstantSource.system()));
  private final PeerChannel channel =
      new PeerChannel(
          () -> Result.success(new PeerChannel.Found("127.0.0.1:" + listener.port(), "one")),
          PeerTls.of(authority, PeerRole.SERVER, InstantSource.system()));
  private final RemoteFleetViews fleet =
      new RemoteFleetViews(channel, () -> List.of(scene.web.id()));

  ApartViewsTest() {
    listener.serve(
        ViewsService.forServers(
            new ControllerViews(
                scene.views,
                scene.views,
                scene.objects,
                question -> scene.views.resolve(question.id(), question.revisions()),
                _ -> {})),
        () -> true);
    fleet.start();
  }

  @AfterEach
  void close() {
    fleet.close();
    channel.close();
    listener.close();
  }

  @Override
  ApplicationViews views() {
    return new RemoteApplicationViews(channel);
  }

  @Override
  FleetViews fleet() {
    return fleet;
  }

  @Override
  ObjectViews objects() {
    return new RemoteObjectViews(channel);
  }
}

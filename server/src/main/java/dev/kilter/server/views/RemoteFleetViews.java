package dev.kilter.server.views;

import dev.kilter.api.Document;
import dev.kilter.model.application.ApplicationId;
import dev.kilter.model.cluster.LiveStateReader.ClusterState;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;
import dev.kilter.model.kubernetes.KubernetesApi.Cancellation;
import dev.kilter.model.source.PushEvent;
import dev.kilter.model.view.ApplicationViews.Explained;
import dev.kilter.model.view.FleetViews;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The fleet as a controller in another process sees it. One stream tells what changed, and whether
 * anybody is there: while nobody is, no explanation is asked for, since thousands may be wanted.
 */
public final class RemoteFleetViews implements FleetViews, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RemoteFleetViews.class);
  private static final Duration AGAIN = Duration.ofSeconds(1);

  private final StreamingChannel channel;
  private final Supplier<Collection<ApplicationId>> everything;
  private final List<Consumer<ApplicationId>> listeners = new CopyOnWriteArrayList<>();
  private final Cancellation closing = new Cancellation();
  private final Thread follower = Thread.ofVirtual().name("changes").unstarted(this::follow);
  private volatile Optional<Failure> away =
      Optional.of(new Failure.ControllerAbsent("The controller has not been reached yet."));

  /** {@code everything} are all applications: each may have changed while nobody told. */
  public RemoteFleetViews(
      StreamingChannel channel, Supplier<Collection<ApplicationId>> everything) {
    this.channel = channel;
    this.everything = everything;
  }

  /** From now on the controller is followed; comes back at once. */
  public void start() {
    follower.start();
  }

  @Override
  public Result<Explained> brief(ApplicationId id) {
    Optional<Failure> why = away;
    return why.isPresent()
        ? Result.failed(why.get())
        : channel.ask(
            "brief", ViewsWire.id(id), answer -> ViewsWire.explained(answer.document("value")));
  }

  @Override
  public Result<List<ClusterState>> clusters() {
    return channel.ask(
        "clusters",
        Document.EMPTY,
        answer -> answer.documents("value").stream().map(ObjectsWire::cluster).toList());
  }

  @Override
  public void listen(Consumer<ApplicationId> changed) {
    listeners.add(changed);
  }

  /** Takes a push to the controller; where none answers, it will see the commit by itself. */
  public void pushed(PushEvent push) {
    Document told = new Document(ObjectsWire.push(push));
    if (channel.ask("push", told, answer -> answer)
        instanceof Result.Failed<Document>(var failure)) {
      LOG.warn("A push could not be handed on: {}", failure.message());
    }
  }

  private void follow() {
    try {
      while (!closing.cancelled()) {
        Result<Void> ended = channel.follow("changes", Document.EMPTY, this::hear, closing);
        lost(
            ended instanceof Result.Failed<Void>(var failure)
                ? failure
                : new Failure.ControllerAbsent("The controller stopped telling what changes."));
        if (!closing.cancelled()) {
          Thread.sleep(AGAIN);
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private void hear(Document told) {
    if (told.flag("ready")) {
      LOG.info("The controller is asked for what it sees");
      away = Optional.empty();
      everything.get().forEach(this::tell);
    } else {
      tell(ViewsWire.id(told));
    }
  }

  private void lost(Failure failure) {
    boolean news = away.isEmpty();
    away = Optional.of(failure);
    if (news && !closing.cancelled()) {
      LOG.warn("What the controller sees is not known for now: {}", failure.message());
      everything.get().forEach(this::tell);
    }
  }

  private void tell(ApplicationId id) {
    listeners.forEach(listener -> listener.accept(id));
  }

  @Override
  public void close() {
    closing.cancel();
    follower.interrupt();
  }
}

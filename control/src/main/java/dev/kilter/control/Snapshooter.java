package dev.kilter.control;

import dev.kilter.control.message.Command;
import dev.kilter.control.refresh.Refresh;
import dev.kilter.control.state.KnownApplication;
import dev.kilter.control.state.Outgoing;
import dev.kilter.control.state.Surroundings;
import dev.kilter.control.view.ApplicationSnapshot;
import dev.kilter.control.view.ApplicationSnapshot.Problem;
import dev.kilter.model.application.ApplicationId;
import dev.kilter.model.cluster.ClusterConnection;
import dev.kilter.model.failure.Result;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Publishes what readers see, where it is not what they saw last. */
final class Snapshooter {
  private final Surroundings surroundings;
  private final Outgoing out;
  private final Map<ApplicationId, ApplicationSnapshot> last = new HashMap<>();

  Snapshooter(Surroundings surroundings, Outgoing out) {
    this.surroundings = surroundings;
    this.out = out;
  }

  void publish(
      KnownApplication known,
      Optional<Refresh> refresh,
      Optional<Problem> deletion,
      Optional<String> observing) {
    ApplicationSnapshot next =
        new ApplicationSnapshot(
            known.current(),
            server(known),
            refresh.flatMap(it -> it.evaluation().evaluated()),
            refresh.map(Refresh::commits).orElse(List.of()),
            refresh.map(it -> it.evaluation().sourceTypes()).orElse(List.of()),
            deletion.or(() -> refresh.flatMap(Refresh::problem)),
            known.wouldDo(),
            observing,
            known.treeVersion());
    ApplicationSnapshot before = last.get(known.id());
    if (before == null || !same(before, next)) {
      last.put(known.id(), next);
      out.add(new Command.Publish(next));
    }
  }

  void forget(ApplicationId id) {
    last.remove(id);
  }

  private String server(KnownApplication known) {
    return surroundings.cluster(known.current().spec().destination())
            instanceof Result.Success<ClusterConnection>(var cluster)
        ? cluster.server()
        : "";
  }

  /** By identity where equality would cost: results that were kept are the same objects. */
  @SuppressWarnings("ReferenceEquality") // a result that was kept is the same object
  private static boolean same(ApplicationSnapshot one, ApplicationSnapshot other) {
    return one.application() == other.application()
        && one.evaluated().orElse(null) == other.evaluated().orElse(null)
        && one.server().equals(other.server())
        && one.revisions().equals(other.revisions())
        && one.sourceTypes().equals(other.sourceTypes())
        && one.failure().equals(other.failure())
        && one.wouldDo().equals(other.wouldDo())
        && one.observing().equals(other.observing())
        && one.treeVersion() == other.treeVersion();
  }
}

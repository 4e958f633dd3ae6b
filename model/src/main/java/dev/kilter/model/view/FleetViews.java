package dev.kilter.model.view;

import dev.kilter.model.application.ApplicationId;
import dev.kilter.model.cluster.LiveStateReader.ClusterState;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;
import dev.kilter.model.view.ApplicationViews.Explained;
import java.util.List;
import java.util.function.Consumer;

/**
 * Port to what the owner of the caches knows about all applications at once. Answers from memory:
 * thousands may be asked for together.
 */
public interface FleetViews {
  /** Nobody knows more than the custom resources. */
  FleetViews NONE =
      new FleetViews() {
        @Override
        public Result<Explained> brief(ApplicationId id) {
          return Result.failed(new Failure.ControllerAbsent("No controller is asked."));
        }

        @Override
        public Result<List<ClusterState>> clusters() {
          return Result.failed(new Failure.ControllerAbsent("No controller is asked."));
        }

        @Override
        public void listen(Consumer<ApplicationId> changed) {}
      };

  /**
   * The explanation without what takes a request, such as the log of a crash. Failures: NotFound,
   * ControllerAbsent.
   */
  Result<Explained> brief(ApplicationId id);

  /** Which clusters there are and how they do. Failure: ControllerAbsent. */
  Result<List<ClusterState>> clusters();

  /**
   * From now on told of each application that changed, or something below its objects did; the
   * listener must return at once.
   */
  void listen(Consumer<ApplicationId> changed);
}

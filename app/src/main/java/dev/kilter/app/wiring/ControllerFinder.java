package dev.kilter.app.wiring;

import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;
import dev.kilter.server.peer.PeerChannel;
import dev.kilter.server.peer.PeerChannel.Found;
import dev.kilter.store.lease.ControllerLease;
import dev.kilter.store.lease.LeaseHolder;
import dev.kilter.store.requests.Resources;

/** Finds the controller that acts by what it wrote into its Lease. */
record ControllerFinder(Resources resources, String namespace) implements PeerChannel.Finder {
  @Override
  public Result<Found> find() {
    return switch (ControllerLease.holder(resources, namespace)) {
      case Result.Success<LeaseHolder>(var holder) -> found(holder);
      case Result.Failed<LeaseHolder>(Failure.NotFound _) ->
          absent("no controller has run yet in namespace \"" + namespace + "\"");
      case Result.Failed<LeaseHolder>(var failure) ->
          absent("the Lease that names the controller cannot be read: " + failure.message());
    };
  }

  private static Result<Found> found(LeaseHolder holder) {
    if (holder.identity().isEmpty()) {
      return absent("nobody holds the Lease " + ControllerLease.NAME);
    }
    return holder.address().isEmpty()
        ? absent(
            "the controller "
                + holder.identity()
                + " answers no servers; it was started without --views-listen")
        : Result.success(new Found(holder.address(), holder.identity()));
  }

  private static Result<Found> absent(String why) {
    return Result.failed(new Failure.ControllerAbsent("No controller can be asked: " + why + "."));
  }
}

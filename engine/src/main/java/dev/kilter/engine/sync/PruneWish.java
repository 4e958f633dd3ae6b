package dev.kilter.engine.sync;

import dev.kilter.engine.resource.ResourceOptions;
import dev.kilter.model.application.SyncOptions;
import dev.kilter.model.cluster.LiveResource;
import java.util.Optional;

/** What an object or the operation says about pruning; the object's word wins. */
enum PruneWish {
  PRUNE,
  KEEP,
  CONFIRM;

  /** The options of the live object alone count: Git does not have it any more. */
  static PruneWish of(Optional<LiveResource> live, SyncOptions operation) {
    Optional<ResourceOptions> own = live.flatMap(LiveResource::manifest).map(ResourceOptions::of);
    if (own.filter(ResourceOptions::asksToStay).isPresent()) {
      return KEEP;
    }
    String value =
        own.flatMap(options -> options.sync().value("Prune"))
            .or(() -> operation.value("Prune"))
            .orElse("");
    return switch (value) {
      case "false" -> KEEP;
      case "confirm" -> CONFIRM;
      default -> PRUNE;
    };
  }
}

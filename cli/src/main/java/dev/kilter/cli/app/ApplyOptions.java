package dev.kilter.cli.app;

import dev.kilter.cli.session.CommandFailure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** How a sync applies. */
final class ApplyOptions {
  @Option(names = "--prune", description = "Delete what left Git.")
  boolean prune;

  @Option(names = "--dry-run", description = "Change nothing.")
  boolean dryRun;

  @Option(names = "--force", description = "Delete and create where a change is refused.")
  boolean force;

  @Option(names = "--replace", description = "kubectl replace instead of apply.")
  boolean replace;

  @Option(names = "--server-side", description = "Server-side apply.")
  boolean serverSide;

  @Option(names = "--apply-out-of-sync-only", description = "Leave synced objects alone.")
  boolean outOfSyncOnly;

  @Option(names = "--strategy", paramLabel = "NAME", description = "hook (with hooks) or apply.")
  private String strategy = "hook";

  /** A usage error where it is none of the two. */
  String strategy() {
    if (!strategy.equals("hook") && !strategy.equals("apply")) {
      throw CommandFailure.usage(
          "There is no strategy \"" + strategy + "\".",
          "--strategy takes hook or apply.",
          "--strategy apply");
    }
    return strategy;
  }

  /** The spec's sync options and those of the flags; absent where no flag was given. */
  Optional<List<String>> syncOptions(Supplier<List<String>> ofTheSpec) {
    Map<String, Boolean> flags = new LinkedHashMap<>();
    flags.put("Replace=true", replace);
    flags.put("ServerSideApply=true", serverSide);
    flags.put("ApplyOutOfSyncOnly=true", outOfSyncOnly);
    if (!flags.containsValue(true)) {
      return Optional.empty();
    }
    List<String> all = new ArrayList<>(ofTheSpec.get());
    flags.forEach((option, given) -> {
      if (given && !all.contains(option)) {
        all.add(option);
      }
    });
    return Optional.of(all);
  }
}

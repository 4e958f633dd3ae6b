package dev.kilter.engine.prune;

import dev.kilter.model.application.ApplicationId;
import dev.kilter.model.application.OperationState;
import dev.kilter.model.application.ResourceResult;
import dev.kilter.model.manifest.ResourceKey;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Deletions that a sync left out until someone confirms them (design 2.13). They are remembered in
 * the results of the operation, and nowhere else.
 */
public record HeldDeletions(String hash, Set<ResourceKey> keys) {
  private static final Pattern RESULT =
      Pattern.compile("ignored \\(needs confirmation ([0-9a-f]+)\\)");
  private static final int SHOWN = 3;

  public HeldDeletions {
    keys = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(keys));
  }

  /** The message of a held object's result. */
  public static String message(String hash) {
    return "ignored (needs confirmation " + hash + ")";
  }

  /** What the operation held back, if anything. */
  public static Optional<HeldDeletions> of(OperationState state) {
    List<ResourceResult> held =
        state.syncResult().stream()
            .flatMap(result -> result.resources().stream())
            .filter(result -> RESULT.matcher(result.message()).matches())
            .toList();
    if (held.isEmpty()) {
      return Optional.empty();
    }
    Matcher first = RESULT.matcher(held.getFirst().message());
    return first.matches()
        ? Optional.of(
            new HeldDeletions(
                first.group(1), held.stream().map(ResourceResult::key).collect(Collectors.toSet())))
        : Optional.empty();
  }

  /** For the condition: what is held, and the commands that let it go. */
  public String text(ApplicationId application) {
    String names =
        keys.stream().limit(SHOWN).map(ResourceKey::toString).collect(Collectors.joining(", "));
    String more = keys.size() > SHOWN ? " and " + (keys.size() - SHOWN) + " more" : "";
    return "The last sync held back "
        + keys.size()
        + (keys.size() == 1 ? " deletion" : " deletions")
        + " as too far-reaching to do unasked: "
        + names
        + more
        + ". If they are meant, run: kilter app sync "
        + application.name()
        + " --prune --confirm "
        + hash;
  }
}

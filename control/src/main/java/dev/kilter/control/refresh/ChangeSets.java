package dev.kilter.control.refresh;

import dev.kilter.control.message.ChangesKey;
import dev.kilter.control.message.Command;
import dev.kilter.control.state.Outgoing;
import dev.kilter.model.application.ApplicationId;
import dev.kilter.model.failure.Result;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which paths differ between two commits: asked once, answered to all who wait. */
public final class ChangeSets {
  private static final int KEPT = 256;

  private final Outgoing out;
  private final Map<ChangesKey, Result<List<String>>> known = new LinkedHashMap<>();
  private final Map<ChangesKey, Set<ApplicationId>> waiting = new LinkedHashMap<>();

  public ChangeSets(Outgoing out) {
    this.out = out;
  }

  /** Empty while it is being found out; the asker is told by {@link #found}. */
  public Optional<Result<List<String>>> find(ChangesKey key, ApplicationId asker) {
    return find(key, Set.of(asker));
  }

  /** The same, asked for several at once. */
  public Optional<Result<List<String>>> find(ChangesKey key, Set<ApplicationId> several) {
    Result<List<String>> answer = known.get(key);
    if (answer != null) {
      return Optional.of(answer);
    }
    Set<ApplicationId> askers = waiting.get(key);
    if (askers == null) {
      askers = new LinkedHashSet<>();
      waiting.put(key, askers);
      out.add(new Command.FindChanges(key));
    }
    askers.addAll(several);
    return Optional.empty();
  }

  public Set<ApplicationId> found(ChangesKey key, Result<List<String>> paths) {
    known.put(key, paths);
    if (known.size() > KEPT) {
      known.remove(known.keySet().iterator().next());
    }
    Set<ApplicationId> askers = waiting.remove(key);
    return askers == null ? Set.of() : askers;
  }
}

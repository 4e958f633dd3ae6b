package dev.kilter.control.refresh;

import dev.kilter.control.message.Command;
import dev.kilter.control.message.SignatureKey;
import dev.kilter.control.state.Outgoing;
import dev.kilter.model.application.ApplicationId;
import dev.kilter.model.failure.Result;
import dev.kilter.model.source.SignedRevision;
import dev.kilter.model.time.Moment;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Who signed which commits. Asked once for all who want to know at the same time, and again with
 * each look that asks the repository, for keys expire, are revoked, and come and go.
 */
public final class Signatures {
  private static final int KEPT = 256;

  private final Outgoing out;
  private final Map<SignatureKey, Found> known = new LinkedHashMap<>();
  private final Map<SignatureKey, Asked> waiting = new LinkedHashMap<>();

  /** What a commit's signatures were found to be, and when that was asked. */
  record Found(SignatureKey key, Instant asOf, Result<List<SignedRevision>> answer) {
    boolean answers(SignatureKey asked, Instant since) {
      return key.equals(asked) && !asOf.isBefore(since);
    }
  }

  private record Asked(Instant at, Set<ApplicationId> askers) {}

  public Signatures(Outgoing out) {
    this.out = out;
  }

  /** Empty while it is being found out; the asker is told by {@link #found}. */
  Optional<Found> find(SignatureKey key, ApplicationId asker, Instant neededSince, Moment now) {
    Found answer = known.get(key);
    if (answer != null && answer.answers(key, neededSince)) {
      return Optional.of(answer);
    }
    Asked asked = waiting.get(key);
    if (asked == null) {
      asked = new Asked(now.steady(), new LinkedHashSet<>());
      waiting.put(key, asked);
      out.add(new Command.ReadSignatures(key));
    }
    asked.askers().add(asker);
    return Optional.empty();
  }

  public Set<ApplicationId> found(SignatureKey key, Result<List<SignedRevision>> answer) {
    Asked asked = waiting.remove(key);
    if (asked == null) {
      return Set.of();
    }
    known.remove(key);
    known.put(key, new Found(key, asked.at(), answer));
    if (known.size() > KEPT) {
      known.remove(known.keySet().iterator().next());
    }
    return asked.askers();
  }
}

package dev.kilter.testkit.store;

import dev.kilter.model.failure.Result;
import dev.kilter.model.store.Revocations;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Ended sessions in memory. */
public final class InMemoryRevocations implements Revocations {
  private final Map<String, Instant> ended = new ConcurrentHashMap<>();

  @Override
  public boolean isRevoked(String id) {
    return ended.containsKey(id);
  }

  @Override
  public Result<Void> revoke(String id, Instant until) {
    ended.put(id, until);
    return Result.done();
  }
}

package dev.kilter.store.accounts;

import static dev.kilter.store.requests.ResourceKind.SECRET;

import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.store.Revocations;
import dev.kilter.store.requests.Newest;
import dev.kilter.store.requests.ResourceSelection;
import dev.kilter.store.requests.Resources;
import dev.kilter.store.requests.SecretContent;
import dev.kilter.store.watching.Followed;
import dev.kilter.store.watching.ResourceListener;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ended sessions in a Secret of Kilter's own: of each the digest of its id, and when it would have
 * ended by itself. Every process adds its own and drops what is over, so none gets in the other's
 * way. What cannot be written counts in this process only.
 */
public final class KubernetesRevocations implements Revocations, ResourceListener {
  static final String NAME = "kilter-revoked-sessions";

  /** What a Secret holds with ease: 60 bytes each. */
  static final int MOST = 10_000;

  private static final Logger LOG = LoggerFactory.getLogger(KubernetesRevocations.class);
  private static final int DIGEST_BYTES = 16;

  private final Resources resources;
  private final String namespace;
  private final InstantSource clock;
  private final Map<String, Instant> own = new ConcurrentHashMap<>();
  private volatile Map<String, Instant> told = Map.of();
  private Optional<Manifest> newest = Optional.empty();

  public KubernetesRevocations(Resources resources, String namespace, InstantSource clock) {
    this.resources = resources;
    this.namespace = namespace;
    this.clock = clock;
  }

  /** What must be followed and told to this store. */
  public Followed followed() {
    return new Followed(ResourceSelection.named(SECRET, namespace, NAME), this);
  }

  @Override
  public boolean isRevoked(String id) {
    String digest = digest(id);
    return own.containsKey(digest) || told.containsKey(digest);
  }

  @Override
  public Result<Void> revoke(String id, Instant until) {
    Instant now = clock.instant();
    own.values().removeIf(now::isAfter);
    String digest = digest(id);
    own.put(digest, until);
    Result<Manifest> written =
        told.size() < MOST ? written(digest, until, now) : Result.failed(full());
    return written.then(secret -> {
      upserted(secret);
      return Result.done();
    });
  }

  private static Failure full() {
    return new Failure.Conflict(
        "Secret " + NAME + " holds " + MOST + " ended sessions already, and takes no more.");
  }

  private Result<Manifest> written(String digest, Instant until, Instant now) {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    told.forEach((each, end) -> {
      if (now.isAfter(end)) {
        data.put(each, null);
      }
    });
    data.put(
        digest,
        SecretContent.encoded(
            Long.toString(until.getEpochSecond()).getBytes(StandardCharsets.US_ASCII)));
    Map<String, @Nullable Object> patch = Map.of("data", data);
    Result<Manifest> patched = resources.mergePatch(SECRET, namespace, NAME, patch);
    if (!(patched instanceof Result.Failed<Manifest>(Failure.NotFound _))) {
      return patched;
    }
    data.values().removeIf(java.util.Objects::isNull);
    Result<Manifest> created = resources.create(SECRET, namespace, fresh(data));
    return created instanceof Result.Failed<Manifest>(Failure.Conflict _)
        ? resources.mergePatch(SECRET, namespace, NAME, patch)
        : created;
  }

  private static Manifest fresh(Map<String, @Nullable Object> data) {
    return Manifest.of(
        Map.of(
            "apiVersion",
            "v1",
            "kind",
            "Secret",
            "type",
            "Opaque",
            "metadata",
            Map.of("name", NAME),
            "data",
            data));
  }

  /** Half of SHA-256: nobody learns an id from it, and no two meet. */
  private static String digest(String id) {
    try {
      byte[] whole =
          MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(whole, 0, DIGEST_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }

  @Override
  public synchronized void upserted(Manifest resource) {
    Manifest secret = Newest.of(newest, resource);
    newest = Optional.of(secret);
    Map<String, Instant> next = new LinkedHashMap<>();
    SecretContent.of(secret)
        .forEach((digest, end) -> {
          try {
            next.put(digest, Instant.ofEpochSecond(Long.parseLong(end)));
          } catch (NumberFormatException | java.time.DateTimeException _) {
            LOG.warn("Secret {}: {} is no time; that session stays ended", NAME, digest);
            next.put(digest, Instant.MAX);
          }
        });
    told = Map.copyOf(next);
  }

  /** Somebody removed all of it by hand; what this process ended stays so. */
  @Override
  public synchronized void removed(String secretNamespace, String name) {
    newest = Optional.empty();
    told = Map.of();
  }
}

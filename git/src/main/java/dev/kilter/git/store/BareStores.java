package dev.kilter.git.store;

import dev.kilter.model.source.Repository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The folder that holds the stores. Names are keyed hashes of URL and credentials: nobody can tell
 * one from a URL, and who has other credentials never reads from another's copy.
 */
public final class BareStores implements AutoCloseable {
  private static final int KEY_BYTES = 32;
  private static final String HASH = "HmacSHA256";

  private final Path folder;
  private final SecretKeySpec key;
  private final Map<String, BareStore> open = new ConcurrentHashMap<>();

  private BareStores(Path folder, SecretKeySpec key) {
    this.folder = folder;
    this.key = key;
  }

  public static BareStores in(Path folder) throws IOException {
    Files.createDirectories(folder.resolve("home"));
    Leftovers.sweepAside(folder, Instant.now());
    return new BareStores(folder, new SecretKeySpec(key(folder.resolve("key")), HASH));
  }

  /** Made where there is none, or where a process was killed while it wrote one. */
  private static byte[] key(Path file) throws IOException {
    if (!isWhole(file)) {
      byte[] fresh = new byte[KEY_BYTES];
      new SecureRandom().nextBytes(fresh);
      Path made = Files.createTempFile(file.getParent(), "key", ".new");
      Files.write(made, fresh);
      Files.move(made, file, StandardCopyOption.ATOMIC_MOVE);
    }
    return Files.readAllBytes(file);
  }

  private static boolean isWhole(Path key) throws IOException {
    return Files.exists(key) && Files.size(key) == KEY_BYTES;
  }

  /** An empty folder that stands for a user's home. */
  public Path home() {
    return folder.resolve("home");
  }

  /** The store of this repository with these credentials, made where it is not there (any more). */
  public BareStore of(Repository repository, StoreClock clock) throws IOException {
    String name = name(repository);
    BareStore known = open.get(name);
    if (known != null && known.isThere()) {
      return known;
    }
    synchronized (open) {
      BareStore current = open.get(name);
      if (current == null || !current.isThere()) {
        current = BareStore.open(folder.resolve(name), clock);
        open.put(name, current);
      }
      return current;
    }
  }

  private String name(Repository repository) {
    try {
      Mac mac = Mac.getInstance(HASH);
      mac.init(key);
      mac.update(repository.url().getBytes(StandardCharsets.UTF_8));
      new TreeMap<>(repository.credentials())
          .forEach((name, value) ->
              mac.update(("\0" + name + "\0" + value).getBytes(StandardCharsets.UTF_8)));
      return HexFormat.of().formatHex(mac.doFinal()).substring(0, 40);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + HASH, e);
    }
  }

  @Override
  public void close() {
    open.values().forEach(BareStore::close);
  }
}

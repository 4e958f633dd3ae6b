package dev.kilter.model.manifest;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * 128 bits that stand for a tree: equal trees have equal digests whatever the order of their keys,
 * and a null member counts as absent. SHA-256, cut in half: two different trees never share one.
 */
public record Digest(long high, long low) {
  public static final Digest NONE = new Digest(0, 0);

  /** Digest of a tree of maps, lists, strings, numbers, booleans and nulls. */
  public static Digest of(Object tree) {
    MessageDigest sha = sha256();
    update(sha, tree);
    return of(sha);
  }

  public static Digest ofBytes(byte[] bytes) {
    MessageDigest sha = sha256();
    sha.update(bytes);
    return of(sha);
  }

  private static Digest of(MessageDigest sha) {
    byte[] sum = sha.digest();
    return new Digest(longAt(sum, 0), longAt(sum, 8));
  }

  private static void update(MessageDigest sha, Object node) {
    switch (node) {
      case Map<?, ?> map -> updateMap(sha, map);
      case List<?> list -> {
        sha.update((byte) '[');
        list.forEach(item -> updateItem(sha, item));
        sha.update((byte) ']');
      }
      case String text -> updateText(sha, 's', text);
      case Boolean flag -> sha.update((byte) (flag ? 't' : 'f'));
      case Double number when number == Math.rint(number) && Math.abs(number) < 1e15 ->
          updateText(sha, 'n', Long.toString(number.longValue()));
      default -> updateText(sha, 'n', node.toString());
    }
  }

  private static void updateMap(MessageDigest sha, Map<?, ?> map) {
    sha.update((byte) '{');
    Map<String, Object> sorted = new TreeMap<>();
    map.forEach((key, value) -> {
      if (value != null) {
        sorted.put((String) key, value);
      }
    });
    sorted.forEach((key, value) -> {
      updateText(sha, 'k', key);
      update(sha, value);
    });
    sha.update((byte) '}');
  }

  private static void updateItem(
      MessageDigest sha, @org.jspecify.annotations.Nullable Object item) {
    if (item == null) {
      sha.update((byte) '0');
    } else {
      update(sha, item);
    }
  }

  private static void updateText(MessageDigest sha, char mark, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    sha.update((byte) mark);
    sha.update(
        new byte[] {
          (byte) (bytes.length >>> 24),
          (byte) (bytes.length >>> 16),
          (byte) (bytes.length >>> 8),
          (byte) bytes.length
        });
    sha.update(bytes);
  }

  private static long longAt(byte[] bytes, int offset) {
    long value = 0;
    for (int i = 0; i < 8; i++) {
      value = value << 8 | (bytes[offset + i] & 0xff);
    }
    return value;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return String.format("%016x%016x", high, low);
  }
}

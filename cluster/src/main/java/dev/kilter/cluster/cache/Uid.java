package dev.kilter.cluster.cache;

import dev.kilter.model.manifest.Digest;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** 128 bits that stand for a uid: the UUID itself, or a digest of what is no UUID. */
record Uid(long high, long low) {
  static Uid of(String text) {
    if (isUuid(text)) {
      UUID uuid = UUID.fromString(text);
      return new Uid(uuid.getMostSignificantBits(), uuid.getLeastSignificantBits());
    }
    Digest digest = Digest.ofBytes(text.getBytes(StandardCharsets.UTF_8));
    return new Uid(digest.high(), digest.low());
  }

  /** Whether the text can be made again from the bits: 36 characters, lower case. */
  static boolean isUuid(String text) {
    if (text.length() != 36) {
      return false;
    }
    for (int i = 0; i < 36; i++) {
      char c = text.charAt(i);
      boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
      if (dash ? c != '-' : !((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return new UUID(high, low).toString();
  }
}

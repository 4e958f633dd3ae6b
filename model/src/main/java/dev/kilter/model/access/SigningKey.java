package dev.kilter.model.access;

import java.security.MessageDigest;
import java.util.Arrays;

/** The secret that sessions are signed with: {@code server.secretkey}. Never prints itself. */
public final class SigningKey {
  private final byte[] bytes;

  public SigningKey(byte[] bytes) {
    this.bytes = bytes.clone();
  }

  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SigningKey key && MessageDigest.isEqual(bytes, key.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "SigningKey";
  }
}

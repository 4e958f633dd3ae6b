package dev.kilter.render.sops;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A file in the format age-encryption.org/v1, armoured as SOPS keeps it. */
final class AgeFile {
  private static final String BEGIN = "-----BEGIN AGE ENCRYPTED FILE-----";
  private static final String END = "-----END AGE ENCRYPTED FILE-----";
  private static final String VERSION = "age-encryption.org/v1";
  private static final int NONCE = 16;
  private static final int SHARE = 32;
  private static final int TAG = 16;
  private static final int CHUNK = 64 * 1024 + TAG;

  private final byte[] whole;
  private final List<Wrapped> wrapped = new ArrayList<>();
  private final byte[] headerMac;
  private final int headerEnd;
  private final int payload;

  /** The file key, locked with one X25519 recipient's key. */
  private static final class Wrapped {
    private final byte[] share;
    private final byte[] fileKey;

    Wrapped(byte[] share, byte[] fileKey) {
      this.share = share;
      this.fileKey = fileKey;
    }

    Optional<byte[]> opened(AgeIdentity identity) throws GeneralSecurityException {
      return identity.unwrap(share, fileKey);
    }
  }

  private AgeFile(byte[] whole) {
    this.whole = whole;
    Lines lines = new Lines();
    if (!lines.next().equals(VERSION)) {
      throw new IllegalArgumentException("it is not of the version " + VERSION);
    }
    String line = lines.next();
    while (line.startsWith("-> ")) {
      String[] words = line.split(" ", -1);
      StringBuilder body = new StringBuilder();
      line = lines.next();
      while (!line.startsWith("-")) {
        body.append(line);
        line = lines.next();
      }
      if (words.length == 3 && words[1].equals("X25519")) {
        byte[] share = decoded(words[2]);
        if (share.length == SHARE) {
          wrapped.add(new Wrapped(share, decoded(body.toString())));
        }
      }
    }
    if (!line.startsWith("--- ")) {
      throw new IllegalArgumentException("its header has no end");
    }
    headerMac = decoded(line.substring(4));
    headerEnd = lines.lineStart + 3;
    payload = lines.at;
    if (whole.length < payload + NONCE + TAG) {
      throw new IllegalArgumentException("it is cut off");
    }
  }

  static AgeFile armoured(String text) {
    int begin = text.indexOf(BEGIN);
    int end = text.indexOf(END);
    if (begin < 0 || end < begin) {
      throw new IllegalArgumentException("it is no armoured age file");
    }
    return new AgeFile(Base64.getMimeDecoder().decode(text.substring(begin + BEGIN.length(), end)));
  }

  /** What it holds; empty where none of these keys fits. */
  Optional<byte[]> decrypted(List<AgeIdentity> identities) throws GeneralSecurityException {
    for (Wrapped candidate : wrapped) {
      for (AgeIdentity identity : identities) {
        Optional<byte[]> fileKey = candidate.opened(identity);
        if (fileKey.isPresent()) {
          checkHeader(fileKey.get());
          return Optional.of(payload(fileKey.get()));
        }
      }
    }
    return Optional.empty();
  }

  private void checkHeader(byte[] fileKey) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(Bytes.derived(fileKey, new byte[0], "header"), "HmacSHA256"));
    mac.update(whole, 0, headerEnd);
    if (!MessageDigest.isEqual(mac.doFinal(), headerMac)) {
      throw new GeneralSecurityException("its header was changed");
    }
  }

  private byte[] payload(byte[] fileKey) throws GeneralSecurityException {
    byte[] nonce = java.util.Arrays.copyOfRange(whole, payload, payload + NONCE);
    byte[] key = Bytes.derived(fileKey, nonce, "payload");
    ByteArrayOutputStream clear = new ByteArrayOutputStream();
    int at = payload + NONCE;
    for (long count = 0; at < whole.length; count++) {
      int length = Math.min(CHUNK, whole.length - at);
      boolean last = at + length == whole.length;
      clear.writeBytes(Bytes.opened(key, chunkNonce(count, last), whole, at, length));
      at += length;
    }
    return clear.toByteArray();
  }

  /** Eleven bytes count the chunks, and the twelfth marks the last one. */
  private static byte[] chunkNonce(long count, boolean last) {
    byte[] nonce = new byte[12];
    for (int i = 0; i < Long.BYTES; i++) {
      nonce[10 - i] = (byte) (count >>> (8 * i));
    }
    nonce[11] = (byte) (last ? 1 : 0);
    return nonce;
  }

  private static byte[] decoded(String text) {
    return Base64.getDecoder().decode(text);
  }

  private final class Lines {
    private int at;
    private int lineStart;

    String next() {
      lineStart = at;
      while (at < whole.length && whole[at] != '\n') {
        at++;
      }
      if (at == whole.length) {
        throw new IllegalArgumentException("its header is cut off");
      }
      at++;
      return new String(whole, lineStart, at - 1 - lineStart, StandardCharsets.US_ASCII);
    }
  }
}

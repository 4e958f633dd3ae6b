package dev.kilter.git.signature;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A commit or a tag as Git stores it, taken apart into what was signed and its signature, as Git
 * does it (commit.c parse_signed_commit, gpg-interface.c parse_signed_buffer). The text of the
 * signature is empty where there is none.
 */
final class SignedObject {
  private static final String HEADER = "gpgsig ";

  /** For repositories that name commits by SHA-256; never part of what was signed either. */
  private static final String OTHER_HEADER = "gpgsig-sha256 ";

  private static final List<String> BEGINNINGS =
      List.of(
          "-----BEGIN PGP SIGNATURE-----",
          "-----BEGIN PGP MESSAGE-----",
          "-----BEGIN SIGNED MESSAGE-----",
          "-----BEGIN SSH SIGNATURE-----");

  private final byte[] payload;
  private final String signature;

  private SignedObject(byte[] payload, String signature) {
    this.payload = payload;
    this.signature = signature;
  }

  byte[] payload() {
    return payload;
  }

  String signature() {
    return signature;
  }

  /** The signature is a header of the commit, its further lines indented by one blank. */
  static SignedObject ofCommit(byte[] raw) {
    ByteArrayOutputStream payload = new ByteArrayOutputStream(raw.length);
    StringBuilder signature = new StringBuilder();
    boolean inSignature = false;
    boolean inOther = false;
    int start = 0;
    while (start < raw.length && raw[start] != '\n') {
      int end = endOfLine(raw, start);
      String line = latin(raw, start, end);
      if (line.startsWith(" ") && (inSignature || inOther)) {
        if (inSignature) {
          signature.append(line, 1, line.length());
        }
      } else {
        inSignature = line.startsWith(HEADER);
        inOther = line.startsWith(OTHER_HEADER);
        if (inSignature) {
          signature.append(line, HEADER.length(), line.length());
        } else if (!inOther) {
          payload.write(raw, start, end - start);
        }
      }
      start = end;
    }
    payload.write(raw, start, raw.length - start);
    return new SignedObject(payload.toByteArray(), signature.toString());
  }

  /** The signature is what the message ends with, from the last line that begins one. */
  static SignedObject ofTag(byte[] raw) {
    int signature = raw.length;
    int start = 0;
    while (start < raw.length) {
      int end = endOfLine(raw, start);
      String line = latin(raw, start, end);
      if (BEGINNINGS.stream().anyMatch(line::startsWith)) {
        signature = start;
      }
      start = end;
    }
    byte[] payload = new byte[signature];
    System.arraycopy(raw, 0, payload, 0, signature);
    return new SignedObject(payload, latin(raw, signature, raw.length));
  }

  /** Behind its line feed. */
  private static int endOfLine(byte[] raw, int start) {
    int end = start;
    while (end < raw.length && raw[end] != '\n') {
      end++;
    }
    return Math.min(end + 1, raw.length);
  }

  private static String latin(byte[] raw, int start, int end) {
    return new String(raw, start, end - start, StandardCharsets.ISO_8859_1);
  }
}

package dev.kilter.cluster.connection;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads certificates and private keys (PKCS#8, PKCS#1, SEC 1) out of PEM text. */
final class Pem {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----");
  private static final byte[] RSA_ALGORITHM = {
    0x30,
    0x0d,
    0x06,
    0x09,
    0x2a,
    (byte) 0x86,
    0x48,
    (byte) 0x86,
    (byte) 0xf7,
    0x0d,
    0x01,
    0x01,
    0x01,
    0x05,
    0x00
  };
  private static final byte[] EC_ALGORITHM = {
    0x06, 0x07, 0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 0x02, 0x01
  };
  private static final int SEQUENCE = 0x30;
  private static final int OCTETS = 0x04;
  private static final int CURVE = 0xa0;

  private Pem() {}

  static List<X509Certificate> certificates(byte[] pem) {
    try (InputStream in = new ByteArrayInputStream(pem)) {
      List<X509Certificate> found = new ArrayList<>();
      CertificateFactory.getInstance("X.509")
          .generateCertificates(in)
          .forEach(certificate -> found.add((X509Certificate) certificate));
      if (found.isEmpty()) {
        throw new ConnectionException("the certificate data holds no certificate");
      }
      return List.copyOf(found);
    } catch (IOException | GeneralSecurityException e) {
      throw new ConnectionException("the certificate data is no PEM certificate", e);
    }
  }

  static PrivateKey privateKey(byte[] pem) {
    Matcher block = BLOCK.matcher(new String(pem, StandardCharsets.US_ASCII));
    while (block.find()) {
      String type = block.group(1);
      if (type.endsWith("PRIVATE KEY")) {
        return privateKey(type, block.group(2));
      }
    }
    throw new ConnectionException("the key data holds no PEM private key");
  }

  private static PrivateKey privateKey(String type, String base64) {
    try {
      byte[] der = Base64.getMimeDecoder().decode(base64);
      return switch (type) {
        case "RSA PRIVATE KEY" -> key("RSA", pkcs8(RSA_ALGORITHM, der));
        case "EC PRIVATE KEY" -> key("EC", pkcs8(ecAlgorithm(der), der));
        case "PRIVATE KEY" -> anyKey(der);
        default ->
            throw new ConnectionException(
                "the private key is of the type " + type + ", which is not supported");
      };
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      // no cause: its message may quote the key
      throw new ConnectionException("the private key cannot be read");
    }
  }

  private static PrivateKey anyKey(byte[] der) throws GeneralSecurityException {
    GeneralSecurityException last = new GeneralSecurityException("no algorithm");
    for (String algorithm : List.of("RSA", "EC", "Ed25519")) {
      try {
        return key(algorithm, der);
      } catch (GeneralSecurityException e) {
        last = e;
      }
    }
    throw last;
  }

  private static PrivateKey key(String algorithm, byte[] pkcs8) throws GeneralSecurityException {
    return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
  }

  /** Wraps a bare key into the PKCS#8 envelope, which is all that the JDK reads. */
  private static byte[] pkcs8(byte[] algorithm, byte[] key) {
    byte[] version = {0x02, 0x01, 0x00};
    return wrap(SEQUENCE, join(version, algorithm, wrap(OCTETS, key)));
  }

  /** SEC 1 names the curve inside the key, in the field tagged [0]. */
  private static byte[] ecAlgorithm(byte[] sec1) throws GeneralSecurityException {
    int position = contentStart(sec1, 0);
    while (position < sec1.length) {
      int content = contentStart(sec1, position);
      int length = length(sec1, position + 1);
      if ((sec1[position] & 0xff) == CURVE) {
        byte[] curve = java.util.Arrays.copyOfRange(sec1, content, content + length);
        return wrap(SEQUENCE, join(EC_ALGORITHM, curve));
      }
      position = content + length;
    }
    throw new GeneralSecurityException("no curve");
  }

  private static int contentStart(byte[] der, int tag) {
    int first = der[tag + 1] & 0xff;
    return tag + 2 + (first < 0x80 ? 0 : first & 0x7f);
  }

  private static int length(byte[] der, int position) {
    int first = der[position] & 0xff;
    if (first < 0x80) {
      return first;
    }
    int length = 0;
    for (int i = 1; i <= (first & 0x7f); i++) {
      length = length << 8 | (der[position + i] & 0xff);
    }
    return length;
  }

  private static byte[] wrap(int tag, byte[] content) {
    int size = content.length;
    byte[] header =
        size < 0x80
            ? new byte[] {(byte) tag, (byte) size}
            : new byte[] {(byte) tag, (byte) 0x82, (byte) (size >>> 8), (byte) size};
    return join(header, content);
  }

  private static byte[] join(byte[]... parts) {
    int size = 0;
    for (byte[] part : parts) {
      size += part.length;
    }
    byte[] joined = new byte[size];
    int position = 0;
    for (byte[] part : parts) {
      System.arraycopy(part, 0, joined, position, part.length);
      position += part.length;
    }
    return joined;
  }
}

package dev.kilter.server.session;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.util.Base64URL;
import dev.kilter.codec.CodecException;
import dev.kilter.codec.Json;
import dev.kilter.model.access.SigningKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * Tokens as Argo CD signs them: JWT with HS256. The signature is looked at first, and nothing of a
 * token that this server's key did not sign is ever parsed. What was found right once is known by
 * its digest; whether it still counts is for others to say.
 */
final class SignedTokens {
  /** Nothing that is signed here is longer. */
  private static final int MAX_LENGTH = 8192;

  private static final int KNOWN = 10_000;
  private static final int MIN_KEY = 32;
  private static final JWSHeader HEADER =
      new JWSHeader.Builder(JWSAlgorithm.HS256).type(JOSEObjectType.JWT).build();
  private static final Pattern FORM = Pattern.compile("[\\w-]+\\.[\\w-]+\\.[\\w-]+");

  private volatile Known known = new Known(new SigningKey(new byte[0]), Map.of());

  /** Tokens by their digest, as good as the key. */
  private record Known(SigningKey key, Map<ByteBuffer, Claims> claims) {}

  String sign(SigningKey key, Claims claims) {
    try {
      JWSObject signed = new JWSObject(HEADER, new Payload(Json.bytes(claims.tree())));
      signed.sign(new MACSigner(padded(key)));
      return signed.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException("HS256 with a key of enough bytes", e);
    }
  }

  /** Empty unless the key signed it and it can be read. */
  Optional<Claims> verified(SigningKey key, String token) {
    if (token.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    Known before = known(key);
    ByteBuffer digest = digest(token);
    Claims found = before.claims.get(digest);
    if (found != null) {
      return Optional.of(found);
    }
    Optional<Claims> read = FORM.matcher(token).matches() ? read(key, token) : Optional.empty();
    read.ifPresent(claims -> {
      if (before.claims.size() >= KNOWN) {
        before.claims.clear(); // they come back one by one, each for one signature
      }
      before.claims.put(digest, claims);
    });
    return read;
  }

  private Known known(SigningKey key) {
    Known held = known;
    if (!held.key.equals(key)) {
      held = new Known(key, new ConcurrentHashMap<>());
      known = held;
    }
    return held;
  }

  private static Optional<Claims> read(SigningKey key, String token) {
    int first = token.indexOf('.');
    int second = token.indexOf('.', first + 1);
    byte[] signed = token.substring(0, second).getBytes(StandardCharsets.US_ASCII);
    try {
      boolean ours =
          new MACVerifier(padded(key))
              .verify(HEADER, signed, new Base64URL(token.substring(second + 1)));
      return ours && isHs256(token.substring(0, first))
          ? Claims.read(new Base64URL(token.substring(first + 1, second)).decode())
          : Optional.empty();
    } catch (JOSEException e) {
      throw new IllegalStateException("HS256 with a key of enough bytes", e);
    }
  }

  /** Who else signs with this key, under another algorithm or with conditions, is not meant. */
  private static boolean isHs256(String header) {
    try {
      Map<String, ?> tree = Json.object(new Base64URL(header).decode());
      return "HS256".equals(tree.get("alg")) && !tree.containsKey("crit");
    } catch (CodecException _) {
      return false;
    }
  }

  /** HMAC fills a short key up with zeros; the library wants that done. */
  private static byte[] padded(SigningKey key) {
    byte[] bytes = key.bytes();
    return Arrays.copyOf(bytes, Math.max(MIN_KEY, bytes.length));
  }

  private static ByteBuffer digest(String token) {
    try {
      return ByteBuffer.wrap(
          MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JDK has it
    }
  }
}

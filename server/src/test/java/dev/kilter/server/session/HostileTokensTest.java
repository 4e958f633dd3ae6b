package dev.kilter.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.util.Base64URL;
import dev.kilter.model.access.LoginRules;
import dev.kilter.server.session.Identity.Nobody;
import dev.kilter.server.session.Identity.Reason;
import java.io.ByteArrayOutputStream;
import java.security.KeyPairGenerator;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;

/** S24, S25 and S31 of the security reference: whatever is shown, nobody gets in by it. */
class HostileTokensTest {
  private static final long NOW = 1_795_860_000; // what the story's clock shows
  private static final String ADMIN =
      "{\"iss\":\"argocd\",\"sub\":\"admin:login\",\"iat\":%d,\"nbf\":%d,\"exp\":%d,\"jti\":\"x\"}"
          .formatted(NOW, NOW, NOW + 1000);

  private final LoginStory story = new LoginStory();
  private final byte[] key = story.accounts.current().key().orElseThrow().bytes();

  @Test
  void theFormItselfIsRight() throws Exception {
    assertThat(story.sessions.identify(signed(header("HS256"), ADMIN)))
        .isInstanceOf(Identity.User.class);
  }

  @Test
  void nothingHostileIsBelieved() throws Exception {
    Map<String, String> hostile = new LinkedHashMap<>(unsigned());
    hostile.putAll(signedButWrong());
    for (boolean anonymous : List.of(false, true)) {
      story.accounts.rules(
          new LoginRules(
              LoginRules.DEFAULTS.sessionDuration(),
              anonymous,
              LoginRules.DEFAULTS.passwordPattern()));
      hostile.forEach((what, token) ->
          assertThat(story.sessions.identify(token))
              .as(what)
              .isInstanceOf(anonymous ? Identity.Anonymous.class : Nobody.class));
    }
  }

  private Map<String, String> unsigned() throws Exception {
    String valid = signed(header("HS256"), ADMIN);
    String[] parts = valid.split("\\.", -1);
    KeyPairGenerator pairs = KeyPairGenerator.getInstance("RSA");
    pairs.initialize(2048);
    byte[] publicKey = pairs.generateKeyPair().getPublic().getEncoded();
    Map<String, String> tokens = new LinkedHashMap<>();
    tokens.put("alg none", encoded("{\"alg\":\"none\"}") + "." + parts[1] + ".");
    tokens.put("alg none with a signature", encoded("{\"alg\":\"none\"}") + "." + parts[1] + ".AA");
    tokens.put("alg nOnE", encoded("{\"alg\":\"nOnE\"}") + "." + parts[1] + "." + parts[2]);
    tokens.put("empty signature", parts[0] + "." + parts[1] + ".");
    tokens.put("no signature", parts[0] + "." + parts[1]);
    tokens.put("half a signature", valid.substring(0, valid.length() - 20));
    tokens.put("more after the signature", valid + ".more");
    tokens.put("a space after it", valid + " ");
    tokens.put("another payload", parts[0] + "." + encoded(ADMIN + " ") + "." + parts[2]);
    tokens.put("signed with a public key", signed(publicKey, header("HS256"), ADMIN));
    tokens.put("signed with zeros", signed(new byte[32], header("HS256"), ADMIN));
    tokens.put("dots", "..");
    tokens.put("many dots", ".".repeat(8000));
    tokens.put("a word", "Bearer");
    tokens.put("not ASCII", "ü.ü.ü");
    tokens.put("NUL", "\0.\0.\0");
    tokens.put("surrogates", "\ud800.\udc00.\ud800");
    tokens.put("a megabyte", "a".repeat(1 << 20) + "." + parts[1] + "." + parts[2]);
    tokens.put("a deep header", encoded("[".repeat(5000)) + "." + parts[1] + "." + parts[2]);
    tokens.put("an encrypted one", "eyJhbGciOiJkaXIiLCJlbmMiOiJBMTI4R0NNIn0..AAAA.AAAA.AAAA");
    tokens.put(
        "a zipped bomb", encoded("{\"alg\":\"HS256\",\"zip\":\"DEF\"}") + "." + bomb() + ".AA");
    return tokens;
  }

  private Map<String, String> signedButWrong() throws Exception {
    Map<String, String> tokens = new LinkedHashMap<>();
    for (String algorithm : List.of("HS384", "HS512", "RS256", "ES256", "none", "hs256")) {
      tokens.put("says " + algorithm, signed(header(algorithm), ADMIN));
    }
    tokens.put("critical", signed("{\"alg\":\"HS256\",\"crit\":[\"b64\"],\"b64\":false}", ADMIN));
    tokens.put("no header", signed("", ADMIN));
    tokens.put("a list as header", signed("[]", ADMIN));
    tokens.put("another issuer", signed(header("HS256"), ADMIN.replace("argocd", "dex")));
    tokens.put("no issuer", signed(header("HS256"), ADMIN.replace("\"iss\"", "\"x\"")));
    tokens.put(
        "issuer a list", signed(header("HS256"), ADMIN.replace("\"argocd\"", "[\"argocd\"]")));
    tokens.put("no subject", signed(header("HS256"), ADMIN.replace("\"sub\"", "\"x\"")));
    tokens.put("empty subject", signed(header("HS256"), ADMIN.replace("admin:login", "")));
    tokens.put("no account", signed(header("HS256"), ADMIN.replace("admin:login", ":login")));
    tokens.put("unknown capability", signed(header("HS256"), ADMIN.replace(":login", ":root")));
    tokens.put("not the account's", signed(header("HS256"), ADMIN.replace(":login", ":apiKey")));
    tokens.put("a bare name", signed(header("HS256"), ADMIN.replace(":login", "")));
    tokens.put("four parts", signed(header("HS256"), ADMIN.replace(":login", ":a:b:c")));
    tokens.put("no id", signed(header("HS256"), ADMIN.replace("\"jti\"", "\"x\"")));
    tokens.put("no issue time", signed(header("HS256"), ADMIN.replace("\"iat\"", "\"x\"")));
    tokens.put(
        "issued in words",
        signed(header("HS256"), ADMIN.replace("\"iat\":" + NOW, "\"iat\":\"now\"")));
    tokens.put(
        "ends in words", signed(header("HS256"), ADMIN.replace("" + (NOW + 1000), "\"never\"")));
    tokens.put(
        "ends beyond time", signed(header("HS256"), ADMIN.replace("" + (NOW + 1000), "1e30")));
    tokens.put("over", signed(header("HS256"), ADMIN.replace("" + (NOW + 1000), "" + NOW)));
    tokens.put(
        "not yet",
        signed(header("HS256"), ADMIN.replace("\"nbf\":" + NOW, "\"nbf\":" + (NOW + 62))));
    tokens.put(
        "issued ahead",
        signed(header("HS256"), ADMIN.replace("\"iat\":" + NOW, "\"iat\":" + (NOW + 62))));
    tokens.put("no project", signed(header("HS256"), ADMIN.replace("admin:login", "proj:none:ci")));
    tokens.put("no object", signed(header("HS256"), "7"));
    tokens.put("no JSON", signed(header("HS256"), "{"));
    return tokens;
  }

  @Test
  void randomChangesOfARightTokenAreNeverBelieved() throws Exception {
    String valid = signed(header("HS256"), ADMIN);
    assertThat(story.sessions.identify(valid)).isInstanceOf(Identity.User.class);
    Random random = new Random(7);
    List<String> believed = new ArrayList<>();
    for (int i = 0; i < 5000; i++) {
      char[] changed = valid.toCharArray();
      // The last character has bits that no decoder looks at.
      int at = random.nextInt(changed.length - 1);
      char other = (char) (' ' + random.nextInt(95));
      boolean same = changed[at] == other;
      changed[at] = other;
      String token = new String(changed);
      if (!same
          && !(story.sessions.identify(token) instanceof Nobody(Reason why)
              && why == Reason.NOT_OURS)) {
        believed.add(token);
      }
    }
    assertThat(believed).isEmpty();
  }

  private static String header(String algorithm) {
    return "{\"alg\":\"" + algorithm + "\",\"typ\":\"JWT\"}";
  }

  private String signed(String header, String payload) throws Exception {
    return signed(key, header, payload);
  }

  /** Signed by HS256, whatever the header says. */
  private static String signed(byte[] key, String header, String payload) throws Exception {
    String content = encoded(header) + "." + encoded(payload);
    Base64URL signature =
        new MACSigner(key)
            .sign(
                new JWSHeader(JWSAlgorithm.HS256),
                content.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    return content + "." + signature;
  }

  @Test
  void signsAsAnyLibraryOfJwtDoes() throws Exception {
    JWSObject other = new JWSObject(new JWSHeader(JWSAlgorithm.HS256), new Payload(ADMIN));
    other.sign(new MACSigner(key));
    assertThat(story.sessions.identify(other.serialize())).isInstanceOf(Identity.User.class);

    JWSObject ours = JWSObject.parse(story.logIn("admin"));
    assertThat(ours.verify(new com.nimbusds.jose.crypto.MACVerifier(key))).isTrue();
    assertThat(ours.getHeader().toString()).isEqualTo("{\"typ\":\"JWT\",\"alg\":\"HS256\"}");
    assertThat(ours.getPayload().toJSONObject().keySet())
        .containsExactlyInAnyOrder("iss", "sub", "exp", "nbf", "iat", "jti");
  }

  private static String encoded(String text) {
    return Base64URL.encode(text).toString();
  }

  private static String bomb() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DeflaterOutputStream zipped = new DeflaterOutputStream(out)) {
      zipped.write(new byte[4 << 20]);
    }
    return Base64URL.encode(out.toByteArray()).toString();
  }
}

package dev.kilter.app.wiring;

import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.server.peer.Authority;
import dev.kilter.store.requests.ResourceKind;
import dev.kilter.store.requests.Resources;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;

/**
 * The authority by which controllers and servers of a control plane know each other, in a Secret.
 * Whoever comes first makes it; deleted, it is made anew when they start again.
 */
final class PeerAuthority {
  static final String SECRET = "kilter-peers";
  private static final String CERTIFICATE = "tls.crt";
  private static final String KEY = "tls.key";

  private PeerAuthority() {}

  /** {@code make} is whether it may be made where it is missing: an observer writes nothing. */
  static Authority obtain(Resources resources, String namespace, Instant now, boolean make)
      throws StartException {
    Result<Manifest> read = resources.get(ResourceKind.SECRET, namespace, SECRET);
    if (make && read instanceof Result.Failed<Manifest>(Failure.NotFound _)) {
      Result<Manifest> made =
          resources.create(ResourceKind.SECRET, namespace, secret(Authority.make(now), namespace));
      read =
          made instanceof Result.Failed<Manifest>(Failure.Conflict _)
              ? resources.get(ResourceKind.SECRET, namespace, SECRET)
              : made;
    }
    return switch (read) {
      case Result.Success<Manifest>(var secret) -> authority(secret);
      case Result.Failed<Manifest>(var failure) ->
          throw new StartException(
              "Cannot read or make the Secret "
                  + SECRET
                  + ", by which controller and servers know each other; this account must be"
                  + " allowed to get and create Secrets in its namespace. "
                  + failure.message());
    };
  }

  private static Authority authority(Manifest secret) throws StartException {
    try {
      return Authority.of(text(secret, CERTIFICATE), text(secret, KEY));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new StartException(
          "The Secret "
              + SECRET
              + " holds no certificate and key as Kilter wrote them: delete it, and start"
              + " controllers and servers again",
          e);
    }
  }

  private static String text(Manifest secret, String name) {
    byte[] content = Base64.getDecoder().decode(secret.text("data", name).orElse(""));
    return new String(content, StandardCharsets.US_ASCII);
  }

  private static Manifest secret(Authority authority, String namespace) {
    return Manifest.of(
        Map.of(
            "apiVersion",
            "v1",
            "kind",
            "Secret",
            "type",
            "kubernetes.io/tls",
            "metadata",
            Map.of(
                "name",
                SECRET,
                "namespace",
                namespace,
                "labels",
                Map.of("app.kubernetes.io/part-of", "argocd")),
            "data",
            Map.of(
                CERTIFICATE,
                encoded(authority.certificatePem()),
                KEY,
                encoded(authority.keyPem()))));
  }

  private static String encoded(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII));
  }
}

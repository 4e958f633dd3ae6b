package dev.kilter.server.session;

import dev.kilter.codec.CodecException;
import dev.kilter.codec.Json;
import dev.kilter.model.access.Account.Capability;
import dev.kilter.model.manifest.Manifest;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a token says, in Argo CD's words. */
record Claims(
    String subject, String id, Instant issuedAt, Instant notBefore, Optional<Instant> expiresAt) {
  static final String ISSUER = "argocd";
  private static final String PROJECT = "proj";

  /** The largest second that there is. */
  private static final long END = Instant.MAX.getEpochSecond();

  /** An account, as which of its capabilities. */
  record Account(String name, Capability capability) {}

  static String subjectOf(String account, Capability capability) {
    return account + ":" + capability.word();
  }

  /** Empty where it is somebody else's, or lacks what it must have. */
  static Optional<Claims> read(byte[] json) {
    try {
      Manifest tree = Manifest.of(Json.object(json));
      Optional<Long> issued = tree.integer("iat").filter(Claims::isTime);
      return issued
          .filter(_ -> tree.text("iss").filter(ISSUER::equals).isPresent())
          .filter(_ ->
              tree.at("exp").isEmpty() || tree.integer("exp").filter(Claims::isTime).isPresent())
          .map(iat ->
              new Claims(
                  tree.text("sub").orElse(""),
                  tree.text("jti").orElse(""),
                  Instant.ofEpochSecond(iat),
                  Instant.ofEpochSecond(tree.integer("nbf").filter(Claims::isTime).orElse(iat)),
                  tree.integer("exp").map(Instant::ofEpochSecond)));
    } catch (CodecException _) {
      return Optional.empty();
    }
  }

  private static boolean isTime(long seconds) {
    return seconds >= 0 && seconds < END;
  }

  Map<String, @Nullable Object> tree() {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("iss", ISSUER);
    tree.put("sub", subject);
    expiresAt.ifPresent(end -> tree.put("exp", end.getEpochSecond()));
    tree.put("nbf", notBefore.getEpochSecond());
    tree.put("iat", issuedAt.getEpochSecond());
    tree.put("jti", id);
    return tree;
  }

  /** Where it is a token of a project's role. */
  Optional<Identity.ProjectRole> projectRole() {
    String[] parts = subject.split(":", -1);
    return parts.length == 3 && parts[0].equals(PROJECT)
        ? Optional.of(new Identity.ProjectRole(parts[1], parts[2]))
        : Optional.empty();
  }

  /** Where it is an account's; a bare name is one of a program, as in old tokens. */
  Optional<Account> account() {
    String[] parts = subject.split(":", -1);
    return switch (parts.length) {
      case 1 -> Optional.of(new Account(parts[0], Capability.API_KEY));
      case 2 -> Capability.ofWord(parts[1]).map(capability -> new Account(parts[0], capability));
      default -> Optional.empty();
    };
  }
}

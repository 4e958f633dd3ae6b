package dev.kilter.store.accounts;

import dev.kilter.codec.CodecException;
import dev.kilter.codec.Json;
import dev.kilter.model.access.Account.Token;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.store.tree.TreeBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tokens as Argo CD lists them: {@code [{"id":…,"iat":…,"exp":…}]}, without {@code exp} for ever.
 */
final class TokenList {
  private TokenList() {}

  /** The entries of the text as they stand there; empty where it is no such list. */
  static Optional<List<Manifest>> read(String json) {
    if (json.isBlank()) {
      return Optional.of(List.of());
    }
    try {
      Object tree = Json.parse(json.getBytes(StandardCharsets.UTF_8));
      if (tree == null) {
        return Optional.of(List.of()); // what Argo CD writes of no tokens
      }
      return tree instanceof List<?> list
          ? Optional.of(Manifest.of(Map.of("tokens", list)).items("tokens"))
              .filter(items -> items.size() == list.size())
          : Optional.empty();
    } catch (CodecException _) {
      return Optional.empty();
    }
  }

  static String write(List<Manifest> entries) {
    return Json.text(entries.stream().map(Manifest::root).toList());
  }

  static Token token(Manifest entry) {
    return new Token(
        entry.text("id").orElse(""),
        Instant.ofEpochSecond(entry.integer("iat").orElse(0L)),
        entry.integer("exp").filter(seconds -> seconds != 0).map(Instant::ofEpochSecond));
  }

  /** As accounts keep it. */
  static Manifest entry(Token token) {
    return Manifest.of(
        new TreeBuilder()
            .always("id", token.id())
            .always("iat", token.issuedAt().getEpochSecond())
            .put("exp", token.expiresAt().map(Instant::getEpochSecond).orElse(0L))
            .build());
  }
}

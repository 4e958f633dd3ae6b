package dev.kilter.server.session;

import dev.kilter.model.access.Account.Token;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.project.Project;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A role of an AppProject, with the tokens that spec and status list of it together. */
public record RoleOfProject(String name, List<String> groups, List<Token> tokens) {
  public RoleOfProject {
    groups = List.copyOf(groups);
    tokens = List.copyOf(tokens);
  }

  public static Optional<RoleOfProject> find(Project project, String name) {
    return project.raw().items("spec", "roles").stream()
        .filter(role -> role.text("name").filter(name::equals).isPresent())
        .findFirst()
        .map(role ->
            new RoleOfProject(
                name,
                role.list("groups").stream()
                    .filter(String.class::isInstance)
                    .map(String.class::cast)
                    .toList(),
                tokens(
                    project.raw().items("status", "jwtTokensByRole", name, "items"),
                    role.items("jwtTokens"))));
  }

  /** The latest first, as Argo CD writes them. */
  private static List<Token> tokens(List<Manifest> inStatus, List<Manifest> inSpec) {
    Map<String, Token> byId = new LinkedHashMap<>();
    for (Collection<Manifest> place : List.of(inStatus, inSpec)) {
      place.stream().map(RoleOfProject::token).forEach(token -> byId.put(token.id(), token));
    }
    List<Token> tokens = new ArrayList<>(byId.values());
    tokens.sort(Comparator.comparing(Token::issuedAt).reversed());
    return tokens;
  }

  /** One without an id is known by when it was issued. */
  private static Token token(Manifest entry) {
    long issued = entry.integer("iat").orElse(0L);
    return new Token(
        entry.text("id").filter(id -> !id.isEmpty()).orElse(Long.toString(issued)),
        Instant.ofEpochSecond(issued),
        entry.integer("exp").filter(seconds -> seconds != 0).map(Instant::ofEpochSecond));
  }

  /** The listed token of this id, or of this time where the id is empty. */
  public Optional<Token> token(String id, Instant issuedAt) {
    return tokens.stream()
        .filter(token -> id.isEmpty() ? token.issuedAt().equals(issuedAt) : token.id().equals(id))
        .findFirst();
  }
}

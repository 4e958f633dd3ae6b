package dev.kilter.server.rest;

import dev.kilter.api.Answer;
import dev.kilter.api.Document;
import dev.kilter.api.Problem;
import dev.kilter.api.ProblemKind;
import dev.kilter.model.access.Account.Token;
import dev.kilter.model.project.Project;
import dev.kilter.model.store.ProjectStore;
import dev.kilter.model.store.RoleTokens;
import dev.kilter.server.openapi.About;
import dev.kilter.server.session.Identity;
import dev.kilter.server.session.RoleOfProject;
import dev.kilter.server.session.Sessions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tokens of the roles of projects. */
final class RoleTokenEndpoints {
  private static final Logger LOG = LoggerFactory.getLogger(RoleTokenEndpoints.class);
  private static final String PROJECTS = "projects";

  private final ProjectStore projects;
  private final RoleTokens tokens;
  private final Sessions sessions;

  RoleTokenEndpoints(ProjectStore projects, RoleTokens tokens, Sessions sessions) {
    this.projects = projects;
    this.tokens = tokens;
    this.sessions = sessions;
  }

  void mount(Router router, Function<Request, Asker> askers) {
    router.on(
        "POST",
        "/api/v1/projects/{project}/roles/{role}/token",
        About.of("ProjectService_CreateToken", "projectProjectTokenResponse")
            .takes("projectProjectTokenCreateRequest"),
        request -> create(named(request), request.body(), askers.apply(request)));
    router.on(
        "DELETE",
        "/api/v1/projects/{project}/roles/{role}/token/{iat}",
        About.of("ProjectService_DeleteToken", "projectEmptyResponse").asks("id"),
        request ->
            delete(
                named(request),
                request.parameter("iat"),
                request.query("id"),
                askers.apply(request)));
  }

  private static Identity.ProjectRole named(Request request) {
    return new Identity.ProjectRole(request.parameter("project"), request.parameter("role"));
  }

  Answer create(Identity.ProjectRole named, Document body, Asker asker) {
    Project project = permitted(named, asker);
    RoleOfProject role = role(project, named);
    TokenWish wish = TokenWish.read(body);
    Token token = sessions.newToken(Optional.empty(), wish.id(), wish.lasts());
    if (role.token(token.id(), token.issuedAt()).isPresent()) {
      throw Problem.of(ProblemKind.INVALID_INPUT, "Token id '" + token.id() + "' has been used. ")
          .saying(
              "The token was not made.",
              "The role has a token \"" + token.id() + "\" already.",
              "choose another id, or none")
          .exception();
    }
    String signed =
        sessions.signed(named, token).orElseThrow(() -> SessionEndpoints.notReady().exception());
    List<Token> more = new ArrayList<>(role.tokens());
    more.addFirst(token);
    Problems.unwrap(tokens.write(project, named.role(), more));
    LOG.info("Made token {} of {}", token.id(), named.subject());
    return Answer.ok(Map.of("token", signed));
  }

  /** What is not there is gone already, as in Argo CD. */
  Answer delete(Identity.ProjectRole named, String issuedAt, String id, Asker asker) {
    Project project = permitted(named, asker);
    Optional<RoleOfProject> role = RoleOfProject.find(project, named.role());
    Optional<Token> token = role.flatMap(found -> found.token(id, seconds(issuedAt)));
    if (token.isPresent()) {
      List<Token> fewer = new ArrayList<>(role.get().tokens());
      fewer.remove(token.get());
      Problems.unwrap(tokens.write(project, named.role(), fewer));
      LOG.info("Removed token {} of {}", token.get().id(), named.subject());
    }
    return Answer.ok(Map.of());
  }

  private static Instant seconds(String text) {
    return text.matches("\\d{1,12}") ? Instant.ofEpochSecond(Long.parseLong(text)) : Instant.MIN;
  }

  /** A role's own groups may manage its tokens. What is missing looks like what is forbidden. */
  private Project permitted(Identity.ProjectRole named, Asker asker) {
    Optional<Project> project = projects.find(named.project());
    boolean member =
        project
            .flatMap(found -> RoleOfProject.find(found, named.role()))
            .filter(role -> isMember(asker.identity(), role))
            .isPresent();
    if (!member) {
      asker.require(PROJECTS, "update", named.project());
    }
    return project.orElseThrow(() ->
        missing(
                "appprojects.argoproj.io \"" + named.project() + "\" not found",
                "There is no project \"" + named.project() + "\".",
                "kilter proj list")
            .exception());
  }

  private static boolean isMember(Identity identity, RoleOfProject role) {
    return identity instanceof Identity.User user
        && user.groups().stream().anyMatch(role.groups()::contains);
  }

  private static RoleOfProject role(Project project, Identity.ProjectRole named) {
    return RoleOfProject.find(project, named.role())
        .orElseThrow(() ->
            missing(
                    "project '%s' does not have role '%s'".formatted(named.project(), named.role()),
                    "Project \"%s\" has no role \"%s\".".formatted(named.project(), named.role()),
                    "kilter proj get " + named.project())
                .exception());
  }

  private static Problem missing(String message, String failed, String remedy) {
    return Problem.of(ProblemKind.NOT_FOUND, message)
        .saying(failed, "Nobody has made it, or it was deleted.", remedy);
  }
}

package dev.kilter.server.rest;

import dev.kilter.engine.access.Permissions;
import dev.kilter.engine.access.Reach;
import dev.kilter.model.access.Question;
import dev.kilter.model.access.Subject;
import dev.kilter.server.session.Identity;
import dev.kilter.server.session.Sessions;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Lets in whose token counts, with the permissions that the policy gives them at each question:
 * what is taken away is gone at once, also from streams that are open.
 */
public final class Admission implements Gatekeeper {
  private final Sessions sessions;
  private final Supplier<Permissions> permissions;

  public Admission(Sessions sessions, Supplier<Permissions> permissions) {
    this.sessions = sessions;
    this.permissions = permissions;
  }

  @Override
  public Optional<Caller> caller(String token) {
    return switch (sessions.identify(token)) {
      case Identity.Nobody _ -> Optional.empty();
      case Identity.User(var name, var groups, _) -> Optional.of(caller(new Subject(name, groups)));
      case Identity.ProjectRole role -> Optional.of(caller(new Subject(role.subject(), List.of())));
      case Identity.Anonymous _ -> Optional.of(caller(new Subject("", List.of())));
    };
  }

  private Caller caller(Subject subject) {
    return new Caller(subject.name(), new ByPolicy(subject, permissions));
  }

  /** What the policy says now, each time. */
  private record ByPolicy(Subject subject, Supplier<Permissions> permissions) implements Access {
    @Override
    public boolean may(String resource, String action, String object) {
      return permissions.get().verdict(subject, new Question(resource, action, object)).allowed();
    }

    @Override
    public String reason(String resource, String action, String object) {
      return permissions.get().verdict(subject, new Question(resource, action, object)).reason();
    }

    @Override
    public Predicate<String> reach(String resource, String action) {
      Reach reach = permissions.get().reach(subject, resource, action);
      return reach::allows;
    }
  }
}

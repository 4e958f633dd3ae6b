package dev.kilter.server.rest;

import dev.kilter.engine.access.Permissions;
import dev.kilter.engine.access.Reach;
import dev.kilter.engine.access.Verdict;
import dev.kilter.model.access.Question;
import dev.kilter.model.access.Subject;
import dev.kilter.server.session.Identity;
import dev.kilter.server.session.Sessions;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

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

  /** What the policy says now, each time; lists are decided once as long as it stays the same. */
  private static final class ByPolicy implements Access {
    private final Subject subject;
    private final Supplier<Permissions> permissions;
    private volatile @Nullable Held held;

    private record Held(Permissions by, String resource, String action, Reach reach) {}

    ByPolicy(Subject subject, Supplier<Permissions> permissions) {
      this.subject = subject;
      this.permissions = permissions;
    }

    @Override
    public boolean may(String resource, String action, String object) {
      return verdict(resource, action, object).allowed();
    }

    @Override
    public String reason(String resource, String action, String object) {
      return verdict(resource, action, object).reason();
    }

    private Verdict verdict(String resource, String action, String object) {
      return permissions.get().verdict(subject, new Question(resource, action, object));
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // a policy that was kept is the same object
    public Predicate<String> reach(String resource, String action) {
      Permissions now = permissions.get();
      Held last = held;
      if (last == null
          || last.by() != now
          || !last.resource().equals(resource)
          || !last.action().equals(action)) {
        last = new Held(now, resource, action, now.reach(subject, resource, action));
        held = last;
      }
      return last.reach()::allows;
    }
  }
}

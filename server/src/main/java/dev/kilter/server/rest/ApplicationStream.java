package dev.kilter.server.rest;

import dev.kilter.model.application.Application;
import dev.kilter.model.application.ApplicationId;
import dev.kilter.server.live.LiveApplications;
import dev.kilter.server.live.LiveApplications.Happened;
import dev.kilter.server.live.LiveApplications.News;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Argo CD's watch of applications: what exists, then every change as it comes. */
final class ApplicationStream {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final LiveApplications live;
  private final Supplier<Predicate<Application>> filter;
  private final Follower follower;
  private final Set<ApplicationId> told = new HashSet<>();

  private ApplicationStream(
      LiveApplications live, Supplier<Predicate<Application>> filter, Follower follower) {
    this.live = live;
    this.filter = filter;
    this.follower = follower;
  }

  /**
   * Until the follower has gone. With {@code resourceVersion} it is taken to know what exists, as
   * Argo CD takes it.
   */
  static void follow(LiveApplications live, Request request, Lookup lookup, Follower follower)
      throws IOException, InterruptedException {
    ApplicationFilter filter = ApplicationFilter.of(request.call());
    new ApplicationStream(live, () -> filter.and(lookup.visible(request.caller())), follower)
        .run(request.query("resourceVersion").isEmpty());
  }

  private void run(boolean tellExisting) throws IOException, InterruptedException {
    live.awaitListed();
    long seen = tellAll(tellExisting);
    follower.event("", "", Map.of()); // who sees nothing yet must hear that somebody answers
    while (true) {
      Optional<News> news = live.after(seen, PATIENCE, Duration.ZERO);
      seen = news.isEmpty() ? tellAll(true) : tell(news.get());
    }
  }

  private long tellAll(boolean aloud) throws IOException {
    long now = live.now();
    Predicate<Application> wanted = filter.get();
    for (Application application : live.all()) {
      if (wanted.test(application)) {
        if (aloud) {
          tell(application);
        } else {
          told.add(application.id());
        }
      }
    }
    return now;
  }

  private long tell(News news) throws IOException {
    if (news.happened().isEmpty()) {
      follower.event("", "", Map.of());
    }
    Predicate<Application> wanted = filter.get();
    for (Happened happened : news.happened()) {
      switch (happened) {
        case Happened.Changed changed when !changed.resource() -> {}
        case Happened.Changed changed when wanted.test(changed.application()) ->
            tell(changed.application());
        case Happened.Changed _, Happened.Removed _ -> tellGone(happened.id());
      }
    }
    return news.number();
  }

  private void tell(Application application) throws IOException {
    tell(told.add(application.id()) ? "ADDED" : "MODIFIED", application.raw().root());
  }

  private void tellGone(ApplicationId id) throws IOException {
    if (told.remove(id)) {
      tell("DELETED", Map.of("metadata", Map.of("name", id.name(), "namespace", id.namespace())));
    }
  }

  private void tell(String type, Map<String, ? extends @Nullable Object> application)
      throws IOException {
    Map<String, @Nullable Object> result = new LinkedHashMap<>();
    result.put("type", type);
    result.put("application", application);
    follower.event("", "", Map.of("result", result));
  }
}

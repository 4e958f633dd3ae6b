package dev.kilter.server.rest;

import dev.kilter.model.application.ApplicationId;
import dev.kilter.model.failure.Result;
import dev.kilter.model.view.ApplicationViews;
import dev.kilter.model.view.ApplicationViews.Node;
import dev.kilter.server.live.LiveApplications;
import dev.kilter.server.live.LiveApplications.News;
import dev.kilter.server.views.ArgoShapes;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Argo CD's watch of an application's tree: the whole of it, whenever something in it changed. */
final class TreeStream {
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  /** A rollout moves many objects at once; a tree each would be the same picture many times. */
  private static final Duration GATHER = Duration.ofMillis(200);

  private TreeStream() {}

  /** Until the follower has gone. */
  static void follow(
      LiveApplications live, ApplicationViews views, ApplicationId id, Follower follower)
      throws IOException, InterruptedException {
    live.awaitListed();
    long seen = live.now();
    follower.event("", "", Map.of()); // where no tree is to be had, somebody answers all the same
    tell(views, id, follower);
    while (true) {
      Optional<News> news = live.after(seen, PATIENCE, GATHER);
      seen = news.map(News::number).orElseGet(live::now);
      if (news.isEmpty() || concerns(news.get(), id)) {
        tell(views, id, follower);
      } else {
        follower.event("", "", Map.of());
      }
    }
  }

  private static boolean concerns(News news, ApplicationId id) {
    return news.happened().stream().anyMatch(happened -> happened.id().equals(id));
  }

  private static void tell(ApplicationViews views, ApplicationId id, Follower follower)
      throws IOException {
    if (views.tree(id) instanceof Result.Success<List<Node>>(var nodes)) {
      follower.event("", "", Map.of("result", ArgoShapes.tree(nodes)));
    }
  }
}

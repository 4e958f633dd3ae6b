package dev.kilter.server.rest;

import dev.kilter.model.application.ApplicationId;
import dev.kilter.server.live.FleetRow;
import dev.kilter.server.live.LiveApplications;
import dev.kilter.server.live.LiveApplications.Happened;
import dev.kilter.server.live.LiveApplications.News;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The one stream of a browser: rows of the fleet, and which parts of the applications that it shows
 * are to be read again. It remembers a number for each follower and nothing else.
 */
final class BrowserStream {
  private static final Duration BEAT = Duration.ofSeconds(10);

  /** A burst becomes one event; still far below what an eye sees. */
  private static final Duration GATHER = Duration.ofMillis(50);

  private static final int ROWS_AN_EVENT = 500;

  private final LiveApplications live;
  private final String epoch;
  private final Request request;
  private final Lookup lookup;
  private final Follower follower;
  private final boolean fleet;
  private final Set<String> shown = new LinkedHashSet<>();

  /** {@code epoch} tells the numbers of this process from those of another. */
  BrowserStream(
      LiveApplications live, String epoch, Request request, Lookup lookup, Follower follower) {
    this.live = live;
    this.epoch = epoch;
    this.request = request;
    this.lookup = lookup;
    this.follower = follower;
    List<String> topics = request.queries("topics");
    this.fleet = topics.contains("fleet");
    topics.stream()
        .filter(topic -> topic.startsWith("app/"))
        .map(topic -> topic.substring("app/".length()))
        .forEach(shown::add);
  }

  /** Until the follower has gone. */
  void run() throws IOException, InterruptedException {
    live.awaitListed();
    long seen = start();
    while (true) {
      Optional<News> news = live.after(seen, BEAT, GATHER);
      if (news.isEmpty()) {
        seen = reset();
      } else if (news.get().happened().isEmpty()) {
        beat(seen);
      } else {
        seen = tell(news.get());
      }
    }
  }

  /** Goes on where the browser was, if that was with this process. */
  private long start() throws IOException {
    String asked = request.query("after");
    String prefix = epoch + ".";
    if (asked.startsWith(prefix)) {
      try {
        long seen = Long.parseLong(asked.substring(prefix.length()));
        beat(seen);
        return seen;
      } catch (NumberFormatException e) {
        return reset();
      }
    }
    if (!asked.isEmpty()) {
      return reset();
    }
    long now = live.now();
    beat(now);
    return now;
  }

  private long reset() throws IOException {
    long now = live.now();
    follower.event(id(now), "reset", Map.of());
    return now;
  }

  private void beat(long seen) throws IOException {
    follower.event(id(seen), "beat", Map.of("at", lookup.now().toString()));
  }

  private String id(long number) {
    return epoch + "." + number;
  }

  private long tell(News news) throws IOException {
    List<FleetRow> rows = new ArrayList<>();
    List<String> removed = new ArrayList<>();
    Predicate<String> visible = lookup.visibleNames(request.caller());
    for (Happened happened : news.happened()) {
      if (!visible.test(happened.object())) {
        continue;
      }
      switch (happened) {
        case Happened.Changed changed -> changed.row().ifPresent(rows::add);
        case Happened.Removed gone -> removed.add(name(gone.id()));
      }
      tellShown(happened, news.number());
    }
    if (fleet) {
      tellRows(rows, removed, news.number());
    }
    return news.number();
  }

  private void tellShown(Happened happened, long number) throws IOException {
    String name = name(happened.id());
    if (shown.contains(name)) {
      boolean resource = !(happened instanceof Happened.Changed changed) || changed.resource();
      Map<String, @Nullable Object> data = new LinkedHashMap<>();
      data.put("id", name);
      data.put("what", resource ? List.of("application", "tree") : List.of("tree"));
      follower.event(id(number), "app", data);
    }
  }

  /** A part that was lost on the way is sent again: only the last one carries the new number. */
  private void tellRows(List<FleetRow> rows, List<String> removed, long number) throws IOException {
    for (int from = 0; from < rows.size() || (from == 0 && !removed.isEmpty()); ) {
      int to = Math.min(rows.size(), from + ROWS_AN_EVENT);
      Map<String, @Nullable Object> data = new LinkedHashMap<>();
      data.put("upsert", rows.subList(from, to).stream().map(FleetRow::cells).toList());
      data.put("remove", from == 0 ? removed : List.of());
      follower.event(to == rows.size() ? id(number) : "", "fleet", data);
      from = Math.max(to, 1);
    }
  }

  private static String name(ApplicationId id) {
    return id.namespace() + "/" + id.name();
  }
}

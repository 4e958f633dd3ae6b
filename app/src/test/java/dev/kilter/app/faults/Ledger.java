package dev.kilter.app.faults;

import dev.kilter.control.view.ApplicationSnapshot;
import dev.kilter.model.application.ApplicationId;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.store.EventRecorder;
import dev.kilter.model.store.Journal;
import dev.kilter.testkit.apiserver.ApiServer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What happened, and what the present process can know of it. */
final class Ledger {
  private static final Pattern UID = Pattern.compile("\"uid\":\"([^\"]+)\"");

  private final ApiServer server;
  private final Time time;
  private final Set<String> told = new HashSet<>();
  private final Map<String, Instant> fights = new HashMap<>();
  private final Map<String, Instant> foreign = new HashMap<>();
  private final List<Forbidding> forbidding = new ArrayList<>();
  private final Map<ApplicationId, ApplicationSnapshot> snapshots = new HashMap<>();
  private final List<String> story = new ArrayList<>();
  private Optional<String> violation = Optional.empty();

  /** Since when the project "team" forbids Secrets, or allows them again. */
  record Forbidding(Instant since, boolean secrets) {}

  Ledger(ApiServer server, Time time) {
    this.server = server;
    this.time = time;
  }

  ApiServer server() {
    return server;
  }

  /** A line of a stream, or the answer to a write, reached the process. */
  void told(String text) {
    Matcher matcher = UID.matcher(text);
    while (matcher.find()) {
      told.add(matcher.group(1));
    }
  }

  boolean knows(String uid) {
    return told.contains(uid);
  }

  /** A new process knows nothing. */
  void forgets() {
    told.clear();
    snapshots.clear();
  }

  void fights(String path, Instant until) {
    fights.put(path, until);
  }

  boolean fought(String path) {
    return Optional.ofNullable(fights.get(path)).filter(time.now()::isBefore).isPresent();
  }

  /** The fighter puts back what it wants. */
  void revert(String path, Manifest live) {
    Kubectl fighter = new Kubectl(server, "fighter");
    if (live.kind().equals("ConfigMap") || live.kind().equals("Secret")) {
      fighter.merge(
          path, Map.of("data", Map.of("key", Bystanders.base64(time.elapsed().toString()))));
    } else {
      fighter.merge(
          path,
          Map.of("metadata", Map.of("labels", Map.of("team", "t" + time.elapsed().toMillis()))));
    }
  }

  void foreign(String app) {
    foreign.put(app, time.now());
  }

  Optional<Instant> foreignWrite(String app) {
    return Optional.ofNullable(foreign.get(app));
  }

  void forbids(boolean secrets) {
    forbidding.add(new Forbidding(time.now(), secrets));
  }

  List<Forbidding> forbidding() {
    return forbidding;
  }

  void published(ApplicationSnapshot snapshot) {
    snapshots.put(snapshot.application().id(), snapshot);
  }

  Optional<ApplicationSnapshot> snapshot(String app) {
    return Optional.ofNullable(snapshots.get(new ApplicationId(Kubectl.CONTROL_PLANE, app)));
  }

  EventRecorder events() {
    return (about, event) -> {
      says(about.id().name() + ": " + event.reason() + ": " + event.message());
      said("an Event", event.message());
    };
  }

  Journal journal() {
    return new Journal() {
      @Override
      public void append(ApplicationId application, Entry entry) {
        said("the journal", entry.toString());
      }

      @Override
      public List<Entry> read(ApplicationId application) {
        return List.of();
      }
    };
  }

  /** Nothing that people read may hold a secret (I13). */
  void said(String where, @Nullable String text) {
    if (text != null && text.contains(Wanted.CANARY)) {
      violates("I13", where + " tells a secret: " + text);
    }
  }

  void says(String line) {
    story.add("%7.2fs  %s".formatted(time.elapsed().toMillis() / 1000.0, line));
  }

  List<String> story() {
    return story;
  }

  void violates(String law, String how) {
    if (violation.isEmpty()) {
      violation = Optional.of(law + ": " + how);
      says("VIOLATION " + law + ": " + how);
    }
  }

  Optional<String> violation() {
    return violation;
  }
}

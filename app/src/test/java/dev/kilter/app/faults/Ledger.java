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
import org.jspecify.annotations.Nullable;

/** What happened, and what the present process can know of it. */
final class Ledger {
  private static final String UID = "\"uid\":\"";

  private final ApiServer server;
  private final Time time;
  private final Set<String> told = new HashSet<>();
  private final Map<String, Instant> fights = new HashMap<>();
  private final Set<String> looks = new HashSet<>();
  private final Map<String, String> foreign = new HashMap<>();
  private final Map<String, Instant> foreignTold = new HashMap<>();
  private final Map<String, Integer> holds = new HashMap<>();
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
    for (int at = text.indexOf(UID); at >= 0; at = text.indexOf(UID, at)) {
      at += UID.length();
      told.add(text.substring(at, text.indexOf('"', at)));
    }
    foreign.forEach((app, look) -> {
      if (text.contains(look) && text.contains("\"name\":\"" + app + "\"")) {
        foreignTold.putIfAbsent(app, time.now());
      }
    });
  }

  boolean knows(String uid) {
    return told.contains(uid);
  }

  /** A new process knows nothing. */
  void forgets() {
    told.clear();
    foreign.clear();
    foreignTold.clear();
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

  /** Kilter wrote that it looked at the application then. */
  void looked(String app, String reconciledAt) {
    looks.add(app + reconciledAt);
  }

  /** Another controller wrote so; at a second at which Kilter did, nobody can tell who it was. */
  void foreign(String app, String reconciledAt) {
    if (looks.contains(app + reconciledAt)) {
      return;
    }
    foreign.put(app, "\"reconciledAt\":\"" + reconciledAt + "\"");
    foreignTold.remove(app);
  }

  /** When the process was told of another controller's last look. */
  Optional<Instant> foreignTold(String app) {
    return Optional.ofNullable(foreignTold.get(app));
  }

  /** Someone holds automation off, while the branch stands at this one of its heads. */
  void holds(String app, int head) {
    holds.put(app, head);
  }

  Optional<Integer> heldSince(String app) {
    return Optional.ofNullable(holds.get(app));
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

  void withdrawn(ApplicationId application) {
    snapshots.remove(application);
  }

  /** The applications that readers are shown. */
  Set<ApplicationId> shown() {
    return snapshots.keySet();
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

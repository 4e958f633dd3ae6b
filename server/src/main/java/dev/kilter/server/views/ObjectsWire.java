package dev.kilter.server.views;

import dev.kilter.api.Document;
import dev.kilter.api.client.ApplicationDocument;
import dev.kilter.model.cluster.LiveStateReader.ClusterState;
import dev.kilter.model.cluster.LiveStateReader.LogQuery;
import dev.kilter.model.source.Commit;
import dev.kilter.model.source.PushEvent;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Single objects, logs, clusters and pushes as JSON between two processes, without loss. */
final class ObjectsWire {
  private ObjectsWire() {}

  static Map<String, @Nullable Object> cluster(ClusterState cluster) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("server", cluster.server());
    tree.put("name", cluster.name());
    tree.put("connected", cluster.connected());
    tree.put("synced", cluster.synced());
    tree.put("message", cluster.message());
    tree.put("version", cluster.version());
    tree.put("objects", cluster.objects());
    return tree;
  }

  static ClusterState cluster(Document tree) {
    return new ClusterState(
        tree.text("server"),
        tree.text("name"),
        tree.flag("connected"),
        tree.flag("synced"),
        tree.text("message"),
        tree.text("version"),
        tree.number("objects"));
  }

  static Map<String, @Nullable Object> commit(Commit commit) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("sha", commit.sha());
    tree.put("author", commit.author());
    tree.put("date", commit.date().toString());
    tree.put("message", commit.message());
    tree.put("tags", commit.tags());
    return tree;
  }

  static Commit commit(Document tree) {
    return new Commit(
        tree.text("sha"),
        tree.text("author"),
        ApplicationDocument.time(tree.text("date")).orElse(Instant.EPOCH),
        tree.text("message"),
        tree.texts("tags"));
  }

  static Map<String, @Nullable Object> logQuery(LogQuery query) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("namespace", query.namespace());
    tree.put("pod", query.pod());
    tree.put("container", query.container());
    tree.put("previous", query.previous());
    tree.put("follow", query.follow());
    tree.put("tailLines", query.tailLines());
    query.since().ifPresent(since -> tree.put("since", since.toString()));
    return tree;
  }

  static LogQuery logQuery(Document tree) {
    return new LogQuery(
        tree.text("namespace"),
        tree.text("pod"),
        tree.text("container"),
        tree.flag("previous"),
        tree.flag("follow"),
        tree.number("tailLines"),
        ApplicationDocument.time(tree.text("since")));
  }

  static Map<String, @Nullable Object> push(PushEvent push) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("repoUrls", push.repoUrls());
    tree.put("ref", push.ref());
    tree.put("before", push.before());
    tree.put("after", push.after());
    tree.put("changedFiles", push.changedFiles());
    tree.put("complete", push.complete());
    tree.put("head", push.head());
    return tree;
  }

  static PushEvent push(Document tree) {
    return new PushEvent(
        tree.texts("repoUrls"),
        tree.text("ref"),
        tree.text("before"),
        tree.text("after"),
        tree.texts("changedFiles"),
        tree.flag("complete"),
        tree.flag("head"));
  }
}

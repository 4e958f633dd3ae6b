package dev.kilter.app.views;

import dev.kilter.control.view.ApplicationSnapshot;
import dev.kilter.engine.compare.ResourceComparison;
import dev.kilter.model.cluster.LiveResource;
import dev.kilter.model.cluster.LiveStateReader;
import dev.kilter.model.manifest.ResourceKey;
import dev.kilter.model.view.ApplicationViews.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An application's objects and everything below them, parents before children. */
final class TreeView {
  private final LiveStateReader live;
  private final String server;
  private final List<Node> nodes = new ArrayList<>();
  private final Map<String, ResourceKey> keyByUid = new HashMap<>();

  private TreeView(LiveStateReader live, String server) {
    this.live = live;
    this.server = server;
  }

  static List<Node> of(ApplicationSnapshot snapshot, LiveStateReader live) {
    TreeView tree = new TreeView(live, snapshot.server());
    snapshot
        .evaluated()
        .ifPresent(evaluated -> evaluated.comparison().resources().values().forEach(tree::add));
    return List.copyOf(tree.nodes);
  }

  private void add(ResourceComparison resource) {
    if (resource.live().isEmpty()) {
      nodes.add(missing(resource));
      return;
    }
    LiveResource managed = resource.live().get();
    add(managed);
    live.children(server, managed.uid()).forEach(this::add);
  }

  private void add(LiveResource resource) {
    if (keyByUid.put(resource.uid(), resource.key()) != null) {
      return; // a second way to the same object
    }
    nodes.add(
        new Node(
            resource.key(),
            resource.version(),
            resource.uid(),
            resource.resourceVersion(),
            parents(resource),
            resource.health(),
            resource.info(),
            Optional.of(resource.createdAt()),
            false));
  }

  private List<Node.Parent> parents(LiveResource resource) {
    return resource.owners().stream()
        .flatMap(owner ->
            Optional.ofNullable(keyByUid.get(owner.uid()))
                .map(key -> new Node.Parent(key, owner.uid()))
                .stream())
        .toList();
  }

  private static Node missing(ResourceComparison resource) {
    return new Node(
        resource.key(),
        resource.version(),
        "",
        "",
        List.of(),
        Optional.of(dev.kilter.model.application.Health.MISSING),
        Map.of(),
        Optional.empty(),
        false);
  }
}

package dev.kilter.engine.explain;

import dev.kilter.model.cluster.LiveResource;
import dev.kilter.model.cluster.LiveResource.Owner;
import dev.kilter.model.manifest.Manifest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The pods of an application, their containers, and the workloads that they belong to. */
final class Pods {
  private static final String PREFIX = "container/";

  private final List<LiveResource> pods;
  private final Map<String, LiveResource> byUid;

  Pods(List<LiveResource> live) {
    this.pods =
        live.stream()
            .filter(resource -> resource.key().kind().equals("Pod") && !resource.terminating())
            .sorted(Comparator.comparing(LiveResource::key))
            .toList();
    this.byUid =
        live.stream()
            .filter(resource -> !resource.uid().isEmpty())
            .collect(
                Collectors.toMap(LiveResource::uid, Function.identity(), (first, second) -> first));
  }

  /** A container that is not well; texts are empty and numbers 0 where nothing is known. */
  record Container(LiveResource pod, String name) {
    String fact(String fact) {
      return pod.info().getOrDefault(PREFIX + name + "/" + fact, "");
    }

    String waiting() {
      return fact("waiting");
    }

    String image() {
      return fact("image");
    }

    Optional<Integer> exitCode() {
      return number("exitCode");
    }

    int restarts() {
      return number("restarts").orElse(0);
    }

    private Optional<Integer> number(String fact) {
      try {
        return Optional.of(Integer.valueOf(fact(fact)));
      } catch (NumberFormatException e) {
        return Optional.empty();
      }
    }
  }

  List<LiveResource> all() {
    return pods;
  }

  /** Containers that are not well and are as asked, by pod and name. */
  List<Container> containers(Predicate<Container> asked) {
    List<Container> found = new ArrayList<>();
    for (LiveResource pod : pods) {
      for (String name : names(pod)) {
        Container container = new Container(pod, name);
        if (asked.test(container)) {
          found.add(container);
        }
      }
    }
    return found;
  }

  private static Set<String> names(LiveResource pod) {
    TreeSet<String> names = new TreeSet<>();
    for (String key : pod.info().keySet()) {
      int end = key.lastIndexOf('/');
      if (key.startsWith(PREFIX) && end > PREFIX.length()) {
        names.add(key.substring(PREFIX.length(), end));
      }
    }
    return names;
  }

  /** The object that the pod stands for in the end: its Deployment, say, or the pod itself. */
  LiveResource workload(LiveResource pod) {
    LiveResource top = pod;
    for (int depth = 0; depth < 10; depth++) {
      Optional<LiveResource> owner = controller(top);
      if (owner.isEmpty()) {
        return top;
      }
      top = owner.get();
    }
    return top;
  }

  private Optional<LiveResource> controller(LiveResource resource) {
    return resource.owners().stream()
        .filter(Owner::controller)
        .map(owner -> Optional.ofNullable(byUid.get(owner.uid())))
        .flatMap(Optional::stream)
        .findFirst();
  }

  List<LiveResource> of(LiveResource workload) {
    return pods.stream().filter(pod -> workload(pod).key().equals(workload.key())).toList();
  }

  static boolean ready(LiveResource pod) {
    String[] ready = pod.info().getOrDefault("Containers", "").split("/", -1);
    return ready.length == 2
        && ready[0].equals(ready[1])
        && !ready[0].equals("0")
        && !pod.info().containsKey("notReady");
  }

  /** Says how many ready pods another version of the same workload still has; empty if none. */
  Optional<String> stillServing(LiveResource broken) {
    LiveResource workload = workload(broken);
    String images = broken.info().getOrDefault("images", "");
    List<LiveResource> old =
        of(workload).stream()
            .filter(pod -> !pod.info().getOrDefault("images", "").equals(images))
            .filter(Pods::ready)
            .toList();
    if (old.isEmpty()) {
      return Optional.empty();
    }
    long wanted =
        workload.manifest().flatMap(manifest -> replicas(manifest)).orElse((long) old.size());
    return Optional.of(
        "The old version %s still serves: %d of %s."
            .formatted(
                Images.changed(old.getFirst().info().getOrDefault("images", ""), images),
                old.size(),
                Words.count(Math.max(wanted, old.size()), "pod")));
  }

  private static Optional<Long> replicas(Manifest workload) {
    return workload.integer("spec", "replicas");
  }
}

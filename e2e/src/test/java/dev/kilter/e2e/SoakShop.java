package dev.kilter.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kilter.sandbox.kube.PatchType;
import dev.kilter.sandbox.testing.SharedSandbox;
import dev.kilter.sandbox.testing.TestNamespace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;

/**
 * Sixty applications of six objects, what people do to them in Git and by hand, and an independent
 * opinion of what must be in the cluster.
 */
final class SoakShop {
  private static final int APPLICATIONS = 60;
  private static final int OBJECTS = 6;
  private static final int NAMESPACES = 6;

  private final Kilter kilter;
  private final GitRepository git;
  private final Random random = new Random(4);
  private final List<TestNamespace> namespaces = new ArrayList<>();
  private final Map<String, Map<String, String>> desired = new TreeMap<>();
  private final Map<String, String> uids = new HashMap<>();
  private int commits;
  private int edits;
  private int refused;

  SoakShop(Kilter kilter, GitRepository git) {
    this.kilter = kilter;
    this.git = git;
  }

  void open() {
    for (int i = 0; i < NAMESPACES; i++) {
      namespaces.add(SharedSandbox.get().namespace());
    }
    for (int i = 0; i < APPLICATIONS; i++) {
      String name = "soak-%02d".formatted(i);
      desired.put(name, new TreeMap<>());
      for (int object = 0; object < OBJECTS; object++) {
        set(name, name + "-" + object, "0");
      }
    }
    git.commit("Open");
    desired.keySet().forEach(name -> kilter.automated(name, git, name, namespace(name).name()));
  }

  /** One thing that somebody does; what the API server refuses meanwhile is not done. */
  void act() {
    String name = "soak-%02d".formatted(random.nextInt(APPLICATIONS));
    List<String> objects = List.copyOf(objects(name).keySet());
    String object = objects.get(random.nextInt(objects.size()));
    switch (random.nextInt(5)) {
      case 0, 1 -> commit(name, object);
      case 2 -> toggle(name, objects);
      case 3 ->
          byHand(() ->
              kilter
                  .client()
                  .patch(
                      path(name, object),
                      PatchType.MERGE,
                      SharedSandbox.json("{\"data\":{\"key\":\"by hand\"}}")));
      default ->
          byHand(() -> {
            kilter.client().delete(path(name, object));
            uids.remove(object);
          });
    }
  }

  private void commit(String name, String object) {
    set(name, object, Integer.toString(++commits));
    git.commit("Change " + object);
  }

  /** An object leaves Git, or comes back. */
  private void toggle(String name, List<String> objects) {
    commits++;
    if (objects.size() == OBJECTS) {
      String gone = objects.getLast();
      objects(name).remove(gone);
      uids.remove(gone);
      git.remove(name + "/" + gone + ".yaml");
    } else {
      set(name, name + "-" + (OBJECTS - 1), Integer.toString(commits));
    }
    git.commit("Toggle one of " + name);
  }

  private interface Edit {
    void make() throws IOException;
  }

  private void byHand(Edit edit) {
    try {
      edit.make();
      edits++;
    } catch (IOException _) {
      refused++;
    }
  }

  private void set(String name, String object, String value) {
    objects(name).put(object, value);
    git.write(name + "/" + object + ".yaml", Manifests.configMap(object, value));
  }

  String acts() {
    return commits + " commits, " + edits + " edits by hand, " + refused + " refused";
  }

  /**
   * The first look tells which objects are to stay the very same as long as nobody removes them.
   */
  void rememberUids() {
    live().forEach((object, found) -> uids.put(object, found.at("/metadata/uid").asText()));
  }

  /**
   * What is not as it should be: the objects by what was written, the applications by their word.
   */
  List<String> complaints() {
    List<String> complaints = new ArrayList<>();
    Map<String, JsonNode> live = live();
    Map<String, String> wanted = new TreeMap<>();
    desired.values().forEach(wanted::putAll);
    wanted.forEach((object, value) -> {
      JsonNode found = live.get(object);
      if (found == null) {
        complaints.add(object + " is missing");
      } else if (!found.at("/data/key").asText().equals(value)) {
        complaints.add(object + " is " + found.at("/data/key") + ", not " + value);
      } else if (!uids.getOrDefault(object, found.at("/metadata/uid").asText())
          .equals(found.at("/metadata/uid").asText())) {
        complaints.add(object + " was deleted and made anew, though nobody asked for it");
      }
    });
    live.keySet().stream()
        .filter(object -> !wanted.containsKey(object))
        .forEach(object -> complaints.add(object + " is left over"));
    desired
        .keySet()
        .forEach(name -> {
          JsonNode status = kilter.application(name).path("status");
          String state =
              status.at("/sync/status").asText()
                  + " "
                  + status.at("/health/status").asText()
                  + " "
                  + status.at("/operationState/phase").asText();
          if (!state.equals("Synced Healthy Succeeded")) {
            complaints.add(name + " is " + state);
          }
        });
    return complaints;
  }

  private Map<String, JsonNode> live() {
    Map<String, JsonNode> live = new TreeMap<>();
    for (TestNamespace namespace : namespaces) {
      kilter
          .get(namespace.path("/api/v1/configmaps"))
          .path("items")
          .valueStream()
          .filter(object -> object.at("/metadata/name").asText().startsWith("soak-"))
          .forEach(object -> live.put(object.at("/metadata/name").asText(), object));
    }
    return live;
  }

  private Map<String, String> objects(String name) {
    return Objects.requireNonNull(desired.get(name));
  }

  private String path(String name, String object) {
    return namespace(name).path("/api/v1/configmaps/" + object);
  }

  private TestNamespace namespace(String name) {
    return namespaces.get(Integer.parseInt(name.substring("soak-".length())) % NAMESPACES);
  }
}

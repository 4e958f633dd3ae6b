package dev.kilter.cluster.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.cluster.cache.CacheEvent.Seen;
import dev.kilter.model.cluster.ApiResource;
import dev.kilter.model.manifest.GroupVersionKind;
import dev.kilter.model.settings.Settings.Tracking;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a foreign object costs (design 2.6: at most 300 bytes). */
class FootprintTest {
  private static final int OBJECTS = 20_000;
  private static final long BUDGET = 300;

  private final ObjectIndex index = new ObjectIndex();
  private final Interner interner = new Interner();

  @Test
  void holdsAForeignObjectInThreeHundredBytes() throws IOException {
    load("warm", 100);
    long before = used();
    load("deployment", OBJECTS);
    long each = (used() - before) / OBJECTS;
    System.out.println("a foreign ReplicaSet costs " + each + " bytes");
    assertThat(index.size()).isEqualTo(OBJECTS + 100);
    assertThat(each).isLessThan(BUDGET);
  }

  private void load(String prefix, int count) throws IOException {
    ApiResource kind =
        new ApiResource(
            new GroupVersionKind("apps", "v1", "ReplicaSet"),
            "replicasets",
            true,
            true,
            Set.of("list", "watch"));
    Marks marks =
        new Marks(
            new Tracking(Tracking.Method.ANNOTATION, Tracking.DEFAULT_LABEL, Optional.empty()));
    StreamReader reader =
        new StreamReader(
            new StreamId(kind, ""),
            1,
            new ObjectParser(marks, _ -> Optional.empty(), interner),
            event -> index.put(((Seen) event).object()));
    for (int i = 0; i < count; i++) {
      reader.line(line(prefix, i).getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
  }

  /** Ten to a Deployment, a hundred to a namespace, as clusters have them. */
  private static String line(String prefix, int i) {
    return """
    {"type":"ADDED","object":{"kind":"ReplicaSet","apiVersion":"apps/v1","metadata":{\
    "name":"%s-%d-6b8d7c9f5","namespace":"team-%d","uid":"%s","resourceVersion":"%d",\
    "creationTimestamp":"2026-01-01T00:00:00Z","labels":{"app":"x"},"annotations":\
    {"deployment.kubernetes.io/revision":"%d"},"ownerReferences":[{"apiVersion":"apps/v1",\
    "kind":"Deployment","name":"%s-%d","uid":"%s","controller":true}],"managedFields":\
    [{"manager":"kube-controller-manager","operation":"Update","fieldsV1":{"f:spec":{}}}]},\
    "spec":{"replicas":0,"template":{"spec":{"containers":[{"name":"c","image":"shop/api:%d"}]}}},\
    "status":{"replicas":0}}}
    """
        .formatted(
            prefix,
            i,
            i / 100,
            UUID.nameUUIDFromBytes((prefix + i).getBytes(java.nio.charset.StandardCharsets.UTF_8)),
            1_000_000 + i,
            i % 10,
            prefix,
            i / 10,
            UUID.nameUUIDFromBytes(
                (prefix + "-" + i / 10).getBytes(java.nio.charset.StandardCharsets.UTF_8)),
            i % 50);
  }

  @SuppressWarnings("CallToSystemGC") // the heap is what is measured
  private static long used() {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      System.gc();
      Runtime runtime = Runtime.getRuntime();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }
}

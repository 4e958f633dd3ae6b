package dev.kilter.engine.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.engine.desired.DesiredState;
import dev.kilter.model.cluster.LiveResource;
import dev.kilter.model.cluster.LiveState;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.manifest.ResourceKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A comparison made from an earlier one equals one made from nothing. */
final class IncrementalTest {
  private static final int SEQUENCES = 300;
  private static final int EDITS = 12;
  private static final List<ComparisonRules> RULES =
      List.of(
          Rules.plain(),
          Rules.ignoring(Rules.pointers("", "ConfigMap", "/data/a")),
          Rules.ignoring(Rules.managers("*", "*", "kubectl")),
          Rules.forbidding("Secret"));

  @Test
  void equalsAComparisonMadeFromNothingAfterAnyEdits() {
    for (int seed = 0; seed < SEQUENCES; seed++) {
      World world = new World(new Random(seed));
      Comparison incremental = world.compare(Optional.empty());
      for (int edit = 0; edit < EDITS; edit++) {
        world.edit();
        incremental = world.compare(Optional.of(incremental));
        assertThat(incremental)
            .as("seed %d, edit %d", seed, edit)
            .isEqualTo(world.compare(Optional.empty()));
      }
    }
  }

  @Test
  void inputOrderNeverChangesTheResult() {
    for (int seed = 0; seed < SEQUENCES; seed++) {
      Random random = new Random(seed);
      World world = new World(random);
      for (int edit = 0; edit < EDITS; edit++) {
        world.edit();
      }
      List<Manifest> shuffled = new ArrayList<>(world.desired.values());
      Collections.shuffle(shuffled, random);
      DesiredState other = Objects.desired(shuffled.toArray(Manifest[]::new));

      assertThat(Compare.compare(other, world.state(), world.rules, Optional.empty()))
          .as("seed %d", seed)
          .isEqualTo(world.compare(Optional.empty()));
    }
  }

  @Test
  void keepsTheVeryEntriesThatNothingTouched() {
    Manifest one = object("ConfigMap", "one", "x");
    Manifest two = object("ConfigMap", "two", "x");
    LiveState live = Objects.live(one, two);
    Comparison before = Objects.compare(Objects.desired(one, two), live, Rules.plain());
    Manifest changed = two.with("y", "data", "a");

    Comparison after =
        Compare.compare(Objects.desired(one, changed), live, Rules.plain(), Optional.of(before));

    assertThat(after.find(one.key()).orElseThrow()).isSameAs(before.find(one.key()).orElseThrow());
    assertThat(after.find(two.key()).orElseThrow())
        .isNotSameAs(before.find(two.key()).orElseThrow());
    assertThat(after.find(two.key()).orElseThrow().outOfSync()).isTrue();
  }

  @Test
  void comparingAStateWithItselfDiffersInNothing() {
    for (int seed = 0; seed < SEQUENCES; seed++) {
      World world = new World(new Random(seed));
      world.edit();
      world.live.clear();
      world.desired.forEach((key, manifest) -> world.live.put(key, Objects.cached(manifest)));
      world.rules = Rules.plain();

      assertThat(world.compare(Optional.empty()).resources().values())
          .as("seed %d", seed)
          .noneMatch(ResourceComparison::outOfSync);
    }
  }

  private static Manifest object(String kind, String name, String value) {
    return Objects.marked(
        Objects.manifest(
            "{apiVersion: v1, kind: %s, metadata: {name: %s, namespace: shop}, data: {a: %s, b: fix}}"
                .formatted(kind, name, value)));
  }

  /** A small application that changes at random, and its cluster. */
  private static final class World {
    private static final List<Manifest> OBJECTS =
        Stream.of("ConfigMap", "Secret")
            .flatMap(kind ->
                IntStream.range(0, 15).mapToObj(i -> object(kind, "n" + i / 3, "v" + i % 3)))
            .toList();

    private final Random random;
    private final Map<ResourceKey, Manifest> desired = new TreeMap<>();
    private final Map<ResourceKey, LiveResource> live = new TreeMap<>();
    private ComparisonRules rules = RULES.getFirst();
    private boolean complete = true;

    World(Random random) {
      this.random = random;
      for (int i = 0; i < 4; i++) {
        edit();
      }
    }

    Comparison compare(Optional<Comparison> previous) {
      return Compare.compare(
          Objects.desired(desired.values().toArray(Manifest[]::new)), state(), rules, previous);
    }

    LiveState state() {
      return new LiveState(live, complete, 1);
    }

    void edit() {
      Manifest object = randomObject();
      switch (random.nextInt(9)) {
        case 0, 1 -> desired.put(object.key(), object);
        case 2 -> desired.remove(object.key());
        case 3, 4 -> live.put(object.key(), Objects.cached(owned(object)));
        case 5 -> live.remove(object.key());
        case 6 -> rules = RULES.get(random.nextInt(RULES.size()));
        case 7 -> complete = random.nextInt(4) > 0;
        default -> desired.values().forEach(each -> live.put(each.key(), Objects.cached(each)));
      }
    }

    private Manifest randomObject() {
      Manifest object = OBJECTS.get(random.nextInt(OBJECTS.size()));
      return switch (random.nextInt(8)) {
        case 0 -> object.with("PreSync", "metadata", "annotations", "argocd.argoproj.io/hook");
        case 1 ->
            object.with(
                "IgnoreExtraneous",
                "metadata",
                "annotations",
                "argocd.argoproj.io/compare-options");
        case 2 -> object.without("data", "a");
        case 3 -> object.without("metadata", "annotations");
        default -> object;
      };
    }

    private Manifest owned(Manifest object) {
      String manager = random.nextBoolean() ? "argocd-controller" : "kubectl";
      Map<String, Object> entry =
          Map.of(
              "manager",
              manager,
              "operation",
              random.nextBoolean() ? "Apply" : "Update",
              "fieldsV1",
              Map.of("f:data", Map.of("f:a", Map.of(), "f:b", Map.of())));
      return object.with(List.of(entry), "metadata", "managedFields");
    }
  }
}

package dev.kilter.bench;

import dev.kilter.engine.compare.Compare;
import dev.kilter.engine.compare.Comparison;
import dev.kilter.engine.compare.ComparisonRules;
import dev.kilter.engine.desired.DesiredState;
import dev.kilter.model.cluster.ApiResources;
import dev.kilter.model.cluster.LiveResource;
import dev.kilter.model.cluster.LiveState;
import dev.kilter.model.manifest.Digest;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.manifest.ResourceKey;
import dev.kilter.model.schema.FieldSchema;
import dev.kilter.model.settings.Settings;
import dev.kilter.model.settings.Settings.Comparison.IgnoreStatus;
import dev.kilter.model.settings.Settings.Tracking;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** An application of ten Deployments, compared: for the first time, again, and after an edit. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class Comparing {
  private static final int OBJECTS = 10;

  private final ComparisonRules rules =
      new ComparisonRules(
          "shop",
          "shop",
          new Tracking(Tracking.Method.ANNOTATION, Tracking.DEFAULT_LABEL, Optional.empty()),
          new Settings.Comparison(false, IgnoreStatus.ALL, Map.of()),
          List.of(),
          ApiResources.NONE,
          _ -> FieldSchema.KindSchema.UNKNOWN,
          _ -> true,
          Set.of());
  private final DesiredState desired = desired();
  private final LiveState live = live(Samples::live);
  private final LiveState edited =
      live(number ->
          number == 1 ? Samples.live(1).with(5L, "spec", "replicas") : Samples.live(number));
  private final Comparison before = Compare.compare(desired, live, rules, Optional.empty());

  private static DesiredState desired() {
    List<Manifest> manifests = numbers().mapToObj(Samples::desired).toList();
    return new DesiredState(
        manifests, Digest.of(manifests), List.of(), Map.of(), Map.of(), List.of());
  }

  private static IntStream numbers() {
    return IntStream.range(0, OBJECTS);
  }

  private static LiveState live(Function<Integer, Manifest> object) {
    Map<ResourceKey, LiveResource> resources =
        numbers()
            .mapToObj(object::apply)
            .collect(Collectors.toMap(Manifest::key, Comparing::resource));
    return new LiveState(resources, true, 1);
  }

  private static LiveResource resource(Manifest live) {
    return new LiveResource(
        live.key(),
        "v1",
        live.uid(),
        live.resourceVersion(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Map.of(),
        live.digest(),
        Instant.EPOCH,
        false,
        Optional.of(live));
  }

  @Benchmark
  public Comparison firstTime() {
    return Compare.compare(desired, live, rules, Optional.empty());
  }

  @Benchmark
  public Comparison nothingChanged() {
    return Compare.compare(desired, live, rules, Optional.of(before));
  }

  @Benchmark
  public Comparison oneEdited() {
    return Compare.compare(desired, edited, rules, Optional.of(before));
  }
}

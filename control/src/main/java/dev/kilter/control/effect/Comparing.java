package dev.kilter.control.effect;

import dev.kilter.control.message.CompareTask;
import dev.kilter.control.view.Evaluated;
import dev.kilter.engine.compare.Compare;
import dev.kilter.engine.compare.Comparison;
import dev.kilter.engine.compare.ComparisonRules;
import dev.kilter.engine.desired.Desired;
import dev.kilter.engine.desired.DesiredState;
import dev.kilter.engine.desired.KindFilter;
import dev.kilter.engine.policy.ProjectPolicy;
import dev.kilter.model.application.Application;
import dev.kilter.model.cluster.ApiResources;
import dev.kilter.model.cluster.LiveState;
import dev.kilter.model.cluster.LiveStateReader;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.manifest.ResourceKey;
import dev.kilter.model.render.Rendering;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Gathers what a comparison needs from the cluster's cache, and has the engine compare. */
final class Comparing {
  private static final String CREATE_NAMESPACE = "CreateNamespace=true";

  private final LiveStateReader live;
  private final CpuGate cpu;
  private final UnaryOperator<Manifest> form;

  Comparing(LiveStateReader live, CpuGate cpu, UnaryOperator<Manifest> form) {
    this.live = live;
    this.cpu = cpu;
    this.form = form;
  }

  Result<Evaluated> compare(CompareTask task) {
    return live.apiResources(task.server()).then(kinds -> compare(task, kinds));
  }

  private Result<Evaluated> compare(CompareTask task, ApiResources kinds) {
    DesiredState desired = cpu.through(() -> desired(task, kinds));
    if (!desired.problems().isEmpty()) {
      return Result.failed(new Failure.RenderFailed("", 0, String.join("; ", desired.problems())));
    }
    ComparisonRules rules = rules(task, kinds);
    List<String> problems = Compare.problems(desired, rules);
    if (!problems.isEmpty()) {
      return Result.failed(new Failure.InvalidSpec(String.join("; ", problems)));
    }
    return live.live(task.server(), task.instanceName(), wanted(task, desired))
        .map(state ->
            cpu.through(() -> compare(task, kinds, desired, included(task, state), rules)));
  }

  private static LiveState included(CompareTask task, LiveState live) {
    return new KindFilter(task.settings().resources(), task.server()).without(live);
  }

  private DesiredState desired(CompareTask task, ApiResources kinds) {
    Optional<Evaluated> same =
        task.previous().filter(_ -> task.sameDesired()).filter(it -> same(it, kinds));
    return same.map(Evaluated::desired)
        .orElseGet(() ->
            Desired.prepare(
                    task.renderings().stream()
                        .flatMap(source -> items(source.rendering()))
                        .toList(),
                    new Desired.Target(
                        task.instanceName(),
                        task.application().spec().destination().namespace(),
                        task.server(),
                        kinds,
                        task.settings().tracking(),
                        task.settings().resources()))
                .kept(form));
  }

  @SuppressWarnings("ReferenceEquality") // kinds that did not change are the same object
  private static boolean same(Evaluated previous, ApiResources kinds) {
    return previous.apiResources() == kinds;
  }

  private static Stream<Rendering.Rendered.Item> items(Rendering rendering) {
    return switch (rendering) {
      case Rendering.Rendered rendered -> rendered.items().stream();
      case Rendering.Empty _ -> Stream.empty();
      case Rendering.Failed _ ->
          throw new IllegalStateException("a failed rendering must never be compared");
    };
  }

  /** Every desired object, and the namespace where a sync may have to make it. */
  private static Set<ResourceKey> wanted(CompareTask task, DesiredState desired) {
    Set<ResourceKey> wanted = new HashSet<>();
    desired.manifests().stream()
        .filter(manifest -> !manifest.name().isEmpty())
        .map(Manifest::key)
        .forEach(wanted::add);
    String namespace = task.application().spec().destination().namespace();
    if (!namespace.isEmpty() && createsNamespace(task.application())) {
      wanted.add(new ResourceKey("", "Namespace", "", namespace));
    }
    return wanted;
  }

  private static boolean createsNamespace(Application application) {
    return application.spec().syncPolicy().syncOptions().has(CREATE_NAMESPACE)
        || application
            .operation()
            .filter(operation -> operation.sync().options().has(CREATE_NAMESPACE))
            .isPresent();
  }

  private ComparisonRules rules(CompareTask task, ApiResources kinds) {
    return Rules.of(
        new Rules.Scene(
            task.application(),
            task.instanceName(),
            task.server(),
            task.settings(),
            new ProjectPolicy(task.project()).permitted(task.cluster())),
        kinds,
        live);
  }

  private static Evaluated compare(
      CompareTask task,
      ApiResources kinds,
      DesiredState desired,
      LiveState state,
      ComparisonRules rules) {
    Comparison comparison =
        Compare.compare(desired, state, rules, task.previous().map(Evaluated::comparison));
    return new Evaluated(desired, comparison, state, kinds);
  }
}

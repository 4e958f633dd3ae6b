package dev.kilter.app.metrics;

import dev.kilter.control.message.Command;
import dev.kilter.control.message.Event;
import dev.kilter.engine.compare.ResourceComparison;
import dev.kilter.model.failure.Result;
import dev.kilter.model.manifest.ResourceKey;
import dev.kilter.model.render.Rendering;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.Optional;

/** How often something was rendered or compared, and how often what was known did instead. */
final class Evaluated {
  private final MeterRegistry registry;

  Evaluated(MeterRegistry registry) {
    this.registry = registry;
  }

  @SuppressWarnings("ReferenceEquality") // what is reused is the same object
  void rendered(Command.Render command, Event answer) {
    if (answer instanceof Event.Rendered(_, Rendering rendering)) {
      boolean reused = command.task().known().filter(known -> known == rendering).isPresent();
      String outcome =
          switch (rendering) {
            case Rendering.Rendered _ -> "rendered";
            case Rendering.Empty _ -> "empty";
            case Rendering.Failed _ -> "failed";
          };
      registry
          .counter("kilter.renders", "outcome", outcome, "reused", Boolean.toString(reused))
          .increment();
    }
  }

  void compared(Command.Compare command, Event answer) {
    if (!(answer instanceof Event.Compared(_, var result))) {
      return;
    }
    boolean succeeded = result instanceof Result.Success<?>;
    registry
        .counter("kilter.comparisons", "outcome", succeeded ? "compared" : "failed")
        .increment();
    if (result instanceof Result.Success<dev.kilter.control.view.Evaluated>(var evaluated)) {
      Map<ResourceKey, ResourceComparison> now = evaluated.comparison().resources();
      long reused = reused(command.task().previous(), now);
      objects("reused").increment((double) reused);
      objects("computed").increment((double) (now.size() - reused));
    }
  }

  @SuppressWarnings("ReferenceEquality") // what is reused is the same object
  private static long reused(
      Optional<dev.kilter.control.view.Evaluated> previous,
      Map<ResourceKey, ResourceComparison> now) {
    Map<ResourceKey, ResourceComparison> before =
        previous.map(found -> found.comparison().resources()).orElse(Map.of());
    return now.entrySet().stream()
        .filter(entry -> before.get(entry.getKey()) == entry.getValue())
        .count();
  }

  private io.micrometer.core.instrument.Counter objects(String verdict) {
    return registry.counter("kilter.compared.objects", "verdict", verdict);
  }
}

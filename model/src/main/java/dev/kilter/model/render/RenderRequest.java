package dev.kilter.model.render;

import dev.kilter.model.application.ApplicationId;
import dev.kilter.model.application.Source;
import dev.kilter.model.cluster.ApiResources;
import dev.kilter.model.failure.Result;
import dev.kilter.model.settings.Settings;
import dev.kilter.model.source.SourceTree;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Everything a render may depend on. {@code instanceName} is what tools know the application by.
 * {@code references} are other sources of the application by their {@code ref}, whose files this
 * one may name as {@code $ref/path}. {@code kinds} tells the destination's version and kinds, and
 * is asked only by tools that show them to templates. {@code anew} asks to pass every cache, and to
 * fetch anew what is not in a tree.
 */
public record RenderRequest(
    SourceTree tree,
    Source source,
    Map<String, Reference> references,
    ApplicationId application,
    String instanceName,
    String destinationNamespace,
    String project,
    Supplier<Result<ApiResources>> kinds,
    Settings.Sources settings,
    boolean anew) {
  public RenderRequest {
    references = Map.copyOf(references);
  }

  /** The same request, in which every tree is seen through something. */
  public RenderRequest through(UnaryOperator<SourceTree> sight) {
    Map<String, Reference> seen = new HashMap<>();
    references.forEach((name, reference) ->
        seen.put(name, new Reference(reference.source(), sight.apply(reference.tree()))));
    return new RenderRequest(
        sight.apply(tree),
        source,
        seen,
        application,
        instanceName,
        destinationNamespace,
        project,
        kinds,
        settings,
        anew);
  }

  /** Another source of the application, at the commit that goes with this rendering. */
  public record Reference(Source source, SourceTree tree) {}
}

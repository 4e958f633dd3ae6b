package dev.kilter.model.render;

import dev.kilter.model.cluster.ApiResources;
import dev.kilter.model.failure.Result;
import java.util.Map;
import java.util.Optional;

/**
 * What a rendering stands on beside its parameters. {@code own} was read in the source's own tree,
 * {@code references} in those of other sources, by the name of each {@code ref}. {@code kinds} is
 * the digest of the cluster's version and kinds, where a template could see them. {@code remote}
 * holds what was fetched beside Git's trees, a URL with the digest of what came: it is asked for
 * anew only by a hard refresh or with another change, as in Argo CD.
 */
public record Reads(
    ReadSet own,
    Map<String, ReadSet> references,
    Optional<String> kinds,
    Map<String, String> remote) {
  public Reads {
    references = Map.copyOf(references);
    remote = Map.copyOf(remote);
  }

  /** Whether a rendering that stands on this is what the request would come to. */
  public boolean holdFor(RenderRequest request) {
    return own.unchangedIn(request.tree())
        && references.entrySet().stream()
            .allMatch(entry ->
                Optional.ofNullable(request.references().get(entry.getKey()))
                    .filter(reference -> entry.getValue().unchangedIn(reference.tree()))
                    .isPresent())
        && (kinds.isEmpty() || kinds.equals(digest(request)));
  }

  private static Optional<String> digest(RenderRequest request) {
    return request.kinds().get() instanceof Result.Success<ApiResources>(var found)
        ? Optional.of(found.digest())
        : Optional.empty();
  }

  /** Nothing but the own tree. */
  public static Reads of(ReadSet own) {
    return new Reads(own, Map.of(), Optional.empty(), Map.of());
  }
}

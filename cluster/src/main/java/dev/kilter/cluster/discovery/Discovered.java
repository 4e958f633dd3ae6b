package dev.kilter.cluster.discovery;

import dev.kilter.model.cluster.ApiResource;
import dev.kilter.model.cluster.ApiResources;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What discovery found. {@code unavailable} are group-versions whose own server did not answer (an
 * aggregated API that is down): nothing may be concluded from their kinds' absence.
 */
public record Discovered(
    List<ApiResource> resources, Set<String> unavailable, String serverVersion) {
  public Discovered {
    resources = List.copyOf(resources);
    unavailable = Set.copyOf(unavailable);
  }

  /** With the kinds known before of the group-versions that are unavailable now. */
  public ApiResources over(ApiResources before) {
    List<ApiResource> all = new ArrayList<>(resources);
    for (ApiResource known : before.all()) {
      if (unavailable.contains(known.gvk().apiVersion())) {
        all.add(known);
      }
    }
    return new ApiResources(all, serverVersion, unavailable);
  }
}

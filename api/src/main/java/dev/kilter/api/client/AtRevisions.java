package dev.kilter.api.client;

import dev.kilter.api.Call;
import java.util.List;

/**
 * At which revisions to look at an application, instead of as it was last compared: one for a
 * single source, or some for the sources at these positions, from 1.
 */
public record AtRevisions(List<String> revisions, List<Long> sourcePositions) {
  public static final AtRevisions COMPARED = new AtRevisions(List.of(), List.of());

  public AtRevisions {
    revisions = List.copyOf(revisions);
    sourcePositions = List.copyOf(sourcePositions);
  }

  Call onto(Call call) {
    Call asking = call;
    if (sourcePositions.isEmpty()) {
      return revisions.isEmpty() ? call : call.with("revision", revisions.getFirst());
    }
    for (String revision : revisions) {
      asking = asking.with("revisions", revision);
    }
    for (long position : sourcePositions) {
      asking = asking.with("sourcePositions", Long.toString(position));
    }
    return asking;
  }
}

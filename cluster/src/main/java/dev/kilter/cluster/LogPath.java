package dev.kilter.cluster;

import dev.kilter.cluster.discovery.ResourcePaths;
import dev.kilter.model.cluster.LiveStateReader.LogQuery;

/** The address of a container's log. */
final class LogPath {
  private LogPath() {}

  static String of(LogQuery query, boolean timestamps) {
    StringBuilder path =
        new StringBuilder("/api/v1/namespaces/")
            .append(ResourcePaths.encode(query.namespace()))
            .append("/pods/")
            .append(ResourcePaths.encode(query.pod()))
            .append("/log?timestamps=")
            .append(timestamps);
    if (query.tailLines() >= 0) {
      path.append("&tailLines=").append(query.tailLines());
    }
    if (!query.container().isEmpty()) {
      path.append("&container=").append(ResourcePaths.encode(query.container()));
    }
    if (query.previous()) {
      path.append("&previous=true");
    }
    if (timestamps && query.follow()) {
      path.append("&follow=true");
    }
    query.since().ifPresent(time -> path.append("&sinceTime=").append(time));
    return path.toString();
  }
}

package dev.kilter.sandbox.node;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the API server asks of a kubelet's log endpoint.
 *
 * @param tail how many of the last lines; {@link Integer#MAX_VALUE} for all
 * @param since lines before this time are left out
 * @param limit how many bytes at most
 */
record LogQuery(
    String namespace,
    String pod,
    String container,
    boolean follow,
    boolean previous,
    boolean timestamps,
    int tail,
    Instant since,
    long limit) {
  static final String PATH = "/containerLogs/";
  private static final int SEGMENTS = 3;

  /** Reads {@code /containerLogs/namespace/pod/container?…}. */
  static LogQuery of(URI request, Instant now) {
    var segments = request.getPath().substring(PATH.length()).split("/", -1);
    if (segments.length != SEGMENTS) {
      throw new IllegalArgumentException("not a path of a container's log: " + request.getPath());
    }
    var query = parameters(request);
    return new LogQuery(
        segments[0],
        segments[1],
        segments[2],
        query.getOrDefault("follow", "").equals("true"),
        query.getOrDefault("previous", "").equals("true"),
        query.getOrDefault("timestamps", "").equals("true"),
        Integer.parseInt(query.getOrDefault("tailLines", "" + Integer.MAX_VALUE)),
        since(query, now),
        Long.parseLong(query.getOrDefault("limitBytes", "" + Long.MAX_VALUE)));
  }

  private static Instant since(Map<String, String> query, Instant now) {
    if (query.containsKey("sinceTime")) {
      return Instant.parse(query.getOrDefault("sinceTime", ""));
    }
    var seconds = query.get("sinceSeconds");
    return seconds == null ? Instant.MIN : now.minusSeconds(Long.parseLong(seconds));
  }

  private static Map<String, String> parameters(URI request) {
    var query = request.getRawQuery();
    if (query == null) {
      return Map.of();
    }
    return Stream.of(query.split("&", -1))
        .map(pair -> pair.split("=", 2))
        .filter(pair -> pair.length == 2)
        .collect(
            Collectors.toMap(
                pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
  }
}

package dev.kilter.api.client;

import dev.kilter.api.Call;

/**
 * Which lines of which logs: of the object with this group, kind and name, empty ones for all.
 *
 * @param tail how many of the last lines, 0 for all
 * @param sinceSeconds how far back, 0 for the beginning
 * @param filter only lines with this text, or without it where it begins with {@code !}
 */
public record LogQuery(
    String group,
    String kind,
    String name,
    String namespace,
    String container,
    String filter,
    long tail,
    long sinceSeconds,
    boolean follow,
    boolean matchCase,
    boolean previous) {

  Call onto(Call call) {
    return call.with("group", group)
        .with("kind", kind)
        .with("resourceName", name)
        .with("namespace", namespace)
        .with("container", container)
        .with("filter", filter)
        .with("tailLines", tail > 0 ? Long.toString(tail) : "")
        .with("sinceSeconds", sinceSeconds > 0 ? Long.toString(sinceSeconds) : "")
        .with("follow", follow)
        .with("matchCase", matchCase)
        .with("previous", previous);
  }
}

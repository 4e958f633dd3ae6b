package dev.kilter.cluster;

import dev.kilter.cluster.apply.ApplyLoad;
import dev.kilter.model.cluster.LiveStateReader.ClusterState;
import dev.kilter.model.manifest.GroupKind;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What can be measured of a cluster at this moment.
 *
 * @param kinds how many kinds are watched
 * @param listedFor since its cache had listed everything; kept up by watches ever since
 * @param told changes that its watches told so far
 */
public record ClusterReading(
    ClusterState state,
    int kinds,
    Optional<Duration> listedFor,
    ApplyLoad load,
    Map<GroupKind, Long> told) {}

package dev.kilter.cluster;

import dev.kilter.cluster.apply.ApplyLoad;
import dev.kilter.model.cluster.LiveStateReader.ClusterState;
import dev.kilter.model.manifest.GroupKind;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What can be measured of a cluster at this moment.
 *
 * @param kinds how many kinds are watched
 * @param at when this was read, by the clock of {@code listedAt}, which is no wall clock
 * @param listedAt when its cache had listed everything; kept up by watches ever since
 * @param told changes that its watches told so far
 */
public record ClusterReading(
    ClusterState state,
    int kinds,
    Instant at,
    Optional<Instant> listedAt,
    ApplyLoad load,
    Map<GroupKind, Long> told) {}

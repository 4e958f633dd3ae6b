package dev.kilter.store.credentials;

import dev.kilter.codec.CodecException;
import dev.kilter.codec.Json;
import dev.kilter.model.application.Destination;
import dev.kilter.model.cluster.ClusterConnection;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Clusters by their Secrets, and the one that Kilter runs in. */
final class Clusters {
  private static final Logger LOG = LoggerFactory.getLogger(Clusters.class);

  private Clusters() {}

  /** {@code inCluster} empty means that it is switched off: then no Secret brings it back. */
  static List<ClusterConnection> of(
      Collection<CredentialSecret> secrets, Optional<ClusterConnection> inCluster) {
    List<ClusterConnection> clusters = new ArrayList<>();
    secrets.stream()
        .filter(secret -> secret.type().equals(CredentialSecret.CLUSTER))
        .sorted(Comparator.comparing(CredentialSecret::name))
        .flatMap(secret -> read(secret).stream())
        .forEach(cluster -> {
          if (!isInCluster(cluster)) {
            clusters.add(cluster);
          } else {
            inCluster.ifPresent(own -> clusters.add(withAccount(cluster, own)));
          }
        });
    if (clusters.stream().noneMatch(Clusters::isInCluster)) {
      inCluster.ifPresent(own -> clusters.add(0, own));
    }
    return List.copyOf(clusters);
  }

  private static boolean isInCluster(ClusterConnection cluster) {
    return cluster.server().equals(Destination.IN_CLUSTER_SERVER);
  }

  static Optional<String> identity(CredentialSecret secret) {
    return read(secret).flatMap(ClusterConnection::identity);
  }

  static String server(CredentialSecret secret) {
    return secret.value("server").strip().replaceFirst("/+$", "");
  }

  private static Optional<ClusterConnection> read(CredentialSecret secret) {
    String server = server(secret);
    if (server.isEmpty()) {
      LOG.warn("The cluster Secret {} names no server and is left out", secret.name());
      return Optional.empty();
    }
    return Optional.of(connection(secret, server, config(secret)));
  }

  private static ClusterConnection connection(
      CredentialSecret secret, String server, Map<String, Object> config) {
    String name = secret.value("name");
    return new ClusterConnection(
        server,
        name.isEmpty() ? server : name,
        Arrays.stream(secret.value("namespaces").split(",", -1))
            .map(String::strip)
            .filter(namespace -> !namespace.isEmpty())
            .toList(),
        secret.value("clusterResources").equals("true"),
        secret.value("project"),
        annotations(secret),
        config,
        secret.name());
  }

  private static Map<String, String> annotations(CredentialSecret secret) {
    Map<String, String> annotations = new LinkedHashMap<>();
    secret
        .raw()
        .annotations()
        .forEach((name, value) -> {
          if (value instanceof String text) {
            annotations.put(name, text);
          }
        });
    return annotations;
  }

  /** A cluster that were left out would count as gone, and its applications' objects with it. */
  private static Map<String, Object> config(CredentialSecret secret) {
    String text = secret.value("config");
    if (text.isBlank()) {
      return Map.of();
    }
    try {
      Map<String, Object> config = new LinkedHashMap<>();
      Json.object(text.getBytes(StandardCharsets.UTF_8))
          .forEach((key, value) -> {
            if (value != null) {
              config.put(key, value);
            }
          });
      return config;
    } catch (CodecException _) {
      return Map.of(
          ClusterConnection.UNUSABLE,
          "the key config of the cluster Secret "
              + secret.name()
              + " is no JSON object; correct it");
    }
  }

  /** The cluster's Secret may narrow the own account without repeating its credentials. */
  private static ClusterConnection withAccount(ClusterConnection cluster, ClusterConnection own) {
    return new ClusterConnection(
        cluster.server(),
        cluster.name(),
        cluster.namespaces(),
        cluster.clusterResources(),
        cluster.project(),
        cluster.annotations(),
        cluster.config().isEmpty() || cluster.config().containsKey(ClusterConnection.UNUSABLE)
            ? own.config()
            : cluster.config(),
        cluster.secret());
  }
}

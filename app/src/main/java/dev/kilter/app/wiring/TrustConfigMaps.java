package dev.kilter.app.wiring;

import dev.kilter.codec.CodecException;
import dev.kilter.codec.Json;
import dev.kilter.model.kubernetes.KubernetesApi;
import dev.kilter.model.kubernetes.KubernetesApi.ApiRequest;
import dev.kilter.model.kubernetes.KubernetesApi.ApiResponse;
import dev.kilter.model.manifest.Manifest;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whom Git connections trust, {@code argocd-ssh-known-hosts-cm} and {@code argocd-tls-certs-cm},
 * and whose signatures are known, {@code argocd-gpg-keys-cm}. Read when first needed and again
 * after ten seconds; while a read fails, what was known stays.
 */
final class TrustConfigMaps {
  private static final Logger LOG = LoggerFactory.getLogger(TrustConfigMaps.class);
  private static final Duration FRESH = Duration.ofSeconds(10);
  private static final String KNOWN_HOSTS = "argocd-ssh-known-hosts-cm";
  private static final String CERTIFICATES = "argocd-tls-certs-cm";
  private static final String GPG_KEYS = "argocd-gpg-keys-cm";

  private final KubernetesApi api;
  private final String namespace;
  private final InstantSource clock;
  private final Map<String, Known> known = new ConcurrentHashMap<>();

  private record Known(Manifest configMap, Instant read) {}

  TrustConfigMaps(KubernetesApi api, String namespace, InstantSource clock) {
    this.api = api;
    this.namespace = namespace;
    this.clock = clock;
  }

  String knownHosts() {
    return configMap(KNOWN_HOSTS).text("data", "ssh_known_hosts").orElse("");
  }

  /** PEM bundle for the host, empty for none. */
  String certificates(String host) {
    return configMap(CERTIFICATES).text("data", host).orElse("");
  }

  /** Public keys, armoured, by the ids of the keys. */
  Map<String, String> gpgKeys() {
    Map<String, String> keys = new HashMap<>();
    Manifest configMap = configMap(GPG_KEYS);
    configMap
        .map("data")
        .keySet()
        .forEach(id -> keys.put(id, configMap.text("data", id).orElse("")));
    return keys;
  }

  private Manifest configMap(String name) {
    return known
        .compute(
            name,
            (_, before) ->
                before != null && before.read().plus(FRESH).isAfter(clock.instant())
                    ? before
                    : new Known(
                        read(name, before == null ? Manifest.of(Map.of()) : before.configMap()),
                        clock.instant()))
        .configMap();
  }

  private Manifest read(String name, Manifest before) {
    try {
      ApiResponse response =
          api.send(ApiRequest.get("/api/v1/namespaces/" + namespace + "/configmaps/" + name));
      return switch (response.status()) {
        case 200 -> Manifest.of(Json.object(response.content()));
        case 404 -> Manifest.of(Map.of());
        default -> before;
      };
    } catch (IOException | CodecException e) {
      LOG.warn("ConfigMap {} cannot be read, what was known stays: {}", name, e.getMessage());
      return before;
    }
  }
}

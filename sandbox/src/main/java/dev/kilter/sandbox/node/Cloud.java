package dev.kilter.sandbox.node;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.kilter.sandbox.kube.ApiException;
import dev.kilter.sandbox.kube.Json;
import dev.kilter.sandbox.kube.KubeClient;
import dev.kilter.sandbox.kube.PatchType;
import dev.kilter.sandbox.kube.ResourceWatch;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a cloud provider adds to a cluster: volumes for claims of the default class {@code
 * standard}, and addresses for load balancers and ingresses.
 */
final class Cloud {
  private static final Logger LOG = LoggerFactory.getLogger(Cloud.class);
  private static final String PROVISIONER = "sandbox.kilter.dev";
  private static final String PROVISIONED_BY = "pv.kubernetes.io/provisioned-by";
  private static final String CLASSES = "/apis/storage.k8s.io/v1/storageclasses";
  private static final String VOLUMES = "/api/v1/persistentvolumes";
  private static final int ADDRESSES = 250;

  private final KubeClient client;

  private Cloud(KubeClient client) {
    this.client = client;
  }

  static List<ResourceWatch> start(KubeClient client) throws IOException {
    var cloud = new Cloud(client);
    cloud.offerStorage();
    return List.of(
        cloud.watch("/api/v1/persistentvolumeclaims", cloud::claimSeen),
        cloud.watch(VOLUMES, cloud::volumeSeen),
        cloud.watch("/api/v1/services", cloud::serviceSeen),
        cloud.watch("/apis/networking.k8s.io/v1/ingresses", cloud::ingressSeen));
  }

  private ResourceWatch watch(String path, Consumer<JsonNode> seen) {
    return ResourceWatch.start(
        client,
        path,
        new ResourceWatch.Listener() {
          @Override
          public void seen(JsonNode object) {
            seen.accept(object);
          }

          @Override
          public void gone(JsonNode object) {
            LOG.trace("{} is gone", object.at("/metadata/name"));
          }
        });
  }

  private void offerStorage() throws IOException {
    var storage =
        Json.object(
            """
            {"apiVersion": "storage.k8s.io/v1", "kind": "StorageClass",
             "metadata": {"name": "standard", "annotations":
              {"storageclass.kubernetes.io/is-default-class": "true"}},
             "provisioner": "sandbox.kilter.dev", "volumeBindingMode": "Immediate",
             "allowVolumeExpansion": true}
            """);
    try {
      client.create(CLASSES, storage);
    } catch (ApiException e) {
      if (e.status() != 409) {
        throw e;
      }
    }
  }

  /** Makes the volume that a waiting claim asks for; the volume controller binds the two. */
  private void claimSeen(JsonNode claim) {
    boolean waits = claim.path("status").path("phase").asText().equals("Pending");
    boolean unbound = claim.path("spec").path("volumeName").asText().isEmpty();
    var annotations = claim.path("metadata").path("annotations");
    boolean ours =
        annotations.path("volume.kubernetes.io/storage-provisioner").asText().equals(PROVISIONER);
    if (waits && unbound && ours) {
      attempt("make a volume", () -> client.create(VOLUMES, volume(claim)));
    }
  }

  private static ObjectNode volume(JsonNode claim) {
    var volume = Json.object().put("apiVersion", "v1").put("kind", "PersistentVolume");
    var metadata = claim.path("metadata");
    var name = "pvc-" + metadata.path("uid").asText();
    var volumeMetadata = volume.putObject("metadata").put("name", name);
    volumeMetadata.putObject("annotations").put(PROVISIONED_BY, PROVISIONER);
    var spec = volume.putObject("spec");
    var claimSpec = claim.path("spec");
    spec.set("accessModes", claimSpec.path("accessModes"));
    spec.putObject("capacity").set("storage", claimSpec.at("/resources/requests/storage"));
    spec.put("storageClassName", claimSpec.path("storageClassName").asText());
    spec.put("volumeMode", claimSpec.path("volumeMode").asText("Filesystem"));
    spec.put("persistentVolumeReclaimPolicy", "Delete");
    spec.putObject("csi").put("driver", PROVISIONER).put("volumeHandle", name);
    spec.putObject("claimRef")
        .put("apiVersion", "v1")
        .put("kind", "PersistentVolumeClaim")
        .put("namespace", metadata.path("namespace").asText())
        .put("name", metadata.path("name").asText())
        .put("uid", metadata.path("uid").asText());
    return volume;
  }

  /** Deletes a volume of ours whose claim is gone. */
  private void volumeSeen(JsonNode volume) {
    var metadata = volume.path("metadata");
    boolean ours = metadata.path("annotations").path(PROVISIONED_BY).asText().equals(PROVISIONER);
    boolean released = volume.path("status").path("phase").asText().equals("Released");
    if (ours && released && !metadata.has("deletionTimestamp")) {
      attempt(
          "delete a volume", () -> client.delete(VOLUMES + "/" + metadata.path("name").asText()));
    }
  }

  private void serviceSeen(JsonNode service) {
    if (service.path("spec").path("type").asText().equals("LoadBalancer")) {
      giveAddress("/api/v1", "services", service);
    }
  }

  private void ingressSeen(JsonNode ingress) {
    giveAddress("/apis/networking.k8s.io/v1", "ingresses", ingress);
  }

  private void giveAddress(String group, String plural, JsonNode object) {
    var metadata = object.path("metadata");
    boolean has = !object.path("status").path("loadBalancer").path("ingress").isEmpty();
    if (has || metadata.has("deletionTimestamp")) {
      return;
    }
    // An address for documentation (RFC 5737): nobody can mistake it for one that answers.
    int number = Math.floorMod(metadata.path("uid").asText().hashCode(), ADDRESSES) + 1;
    var patch = Json.object();
    var balancer = patch.putObject("status").putObject("loadBalancer");
    balancer.putArray("ingress").addObject().put("ip", "203.0.113." + number);
    var path =
        "%s/namespaces/%s/%s/%s/status"
            .formatted(
                group, metadata.path("namespace").asText(), plural, metadata.path("name").asText());
    attempt("give an address", () -> client.patch(path, PatchType.MERGE, patch));
  }

  private interface Request {
    void send() throws IOException;
  }

  /** What fails is gone or changed meanwhile, and a later change of it is seen again. */
  private static void attempt(String what, Request request) {
    try {
      request.send();
    } catch (IOException e) {
      LOG.debug("could not {}", what, e);
    }
  }
}

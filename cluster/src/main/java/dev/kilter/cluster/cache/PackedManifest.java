package dev.kilter.cluster.cache;

import dev.kilter.codec.Json;
import dev.kilter.model.manifest.Manifest;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/** A manifest as deflated JSON; a dictionary of what every object says makes it half as long. */
final class PackedManifest {
  private static final byte[] DICTIONARY =
      """
      "f:spec":{"f:status":{"f:conditions":{"f:metadata":{"f:annotations":{".":{},"f:labels":{".":{},\
      "f:kubectl.kubernetes.io/last-applied-configuration":{}"f:data":{".":{},\
      "f:argocd.argoproj.io/tracking-id":{}"manager":"kube-controller-manager","subresource":"status"\
      "protocol":"TCP","containerPort":"resources":{"limits":{"requests":{"cpu":"memory":"\
      "terminationMessagePath":"/dev/termination-log","terminationMessagePolicy":"File"\
      "imagePullPolicy":"IfNotPresent","restartPolicy":"Always","dnsPolicy":"ClusterFirst",\
      "securityContext":{},"schedulerName":"default-scheduler","terminationGracePeriodSeconds":30,\
      "strategy":{"type":"RollingUpdate","rollingUpdate":{"maxUnavailable":"25%","maxSurge":"25%"}},\
      "revisionHistoryLimit":10,"progressDeadlineSeconds":600,"replicas":1,"selector":{"matchLabels":{\
      "template":{"metadata":{"creationTimestamp":null,"labels":{"app":"app.kubernetes.io/name":"\
      "containers":[{"name":"image":"ports":[{"spec":{"data":{"namespace":"creationTimestamp":"202\
      "managedFields":[{"manager":"argocd-controller","operation":"Apply","apiVersion":"v1","time":"202\
      "fieldsType":"FieldsV1","fieldsV1":{"f:metadata":{"resourceVersion":"generation":1,"uid":"\
      "annotations":{"argocd.argoproj.io/tracking-id":"{"apiVersion":"v1","kind":"ConfigMap",\
      {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"\
      """
          .getBytes(StandardCharsets.UTF_8);

  private final byte[] packed;
  private final int size;

  private PackedManifest(byte[] packed, int size) {
    this.packed = packed;
    this.size = size;
  }

  static PackedManifest of(Map<String, @Nullable Object> root) {
    byte[] json = Json.bytes(root);
    Deflater deflater = new Deflater(Deflater.BEST_SPEED);
    try {
      deflater.setDictionary(DICTIONARY);
      deflater.setInput(json);
      deflater.finish();
      byte[] block = new byte[json.length / 2 + 64];
      ByteArrayOutputStream out = new ByteArrayOutputStream(block.length);
      while (!deflater.finished()) {
        out.write(block, 0, deflater.deflate(block));
      }
      return new PackedManifest(out.toByteArray(), json.length);
    } finally {
      deflater.end();
    }
  }

  Manifest unpack() {
    byte[] json = new byte[size];
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(packed);
      int filled = inflater.inflate(json);
      if (inflater.needsDictionary()) {
        inflater.setDictionary(DICTIONARY);
      }
      while (filled < size) {
        filled += inflater.inflate(json, filled, size - filled);
      }
    } catch (DataFormatException e) {
      throw new IllegalStateException("a manifest that was packed here cannot be unpacked", e);
    } finally {
      inflater.end();
    }
    return Manifest.of(Json.object(json));
  }
}

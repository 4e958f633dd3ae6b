package dev.kilter.codec;

import java.io.ByteArrayOutputStream;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.util.AbstractMap;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/**
 * An immutable tree that is kept as deflated JSON, a twentieth of its size, and unpacked while
 * someone looks into it. To its readers it is the map that it was made from; parts that are taken
 * out of it stay as they are. A dictionary of what every object says makes it half as long again.
 */
public final class PackedTree extends AbstractMap<String, @Nullable Object> {
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
  private volatile WeakReference<Map<String, @Nullable Object>> unpacked;

  private PackedTree(byte[] packed, int size, Map<String, @Nullable Object> tree) {
    this.packed = packed;
    this.size = size;
    this.unpacked = new WeakReference<>(tree);
  }

  /** The tree itself where it is packed already. */
  public static PackedTree of(Map<String, @Nullable Object> tree) {
    if (tree instanceof PackedTree done) {
      return done;
    }
    byte[] json = Json.bytes(tree);
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
      return new PackedTree(out.toByteArray(), json.length, tree);
    } finally {
      deflater.end();
    }
  }

  /** How much it takes while nobody looks into it. */
  int packedBytes() {
    return packed.length;
  }

  /** What a collection does. */
  void forget() {
    unpacked.clear();
  }

  private Map<String, @Nullable Object> tree() {
    Map<String, @Nullable Object> known = unpacked.get();
    if (known == null) {
      known = unpack();
      unpacked = new WeakReference<>(known);
    }
    return known;
  }

  private Map<String, @Nullable Object> unpack() {
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
      throw new IllegalStateException("a tree that was packed here cannot be unpacked", e);
    } finally {
      inflater.end();
    }
    return Json.object(json);
  }

  @Override
  public @Nullable Object get(Object key) {
    return tree().get(key);
  }

  @Override
  public boolean containsKey(Object key) {
    return tree().containsKey(key);
  }

  @Override
  public int size() {
    return tree().size();
  }

  @Override
  public Set<Map.Entry<String, @Nullable Object>> entrySet() {
    return tree().entrySet();
  }

  @Override
  public boolean equals(Object other) {
    return other == this
        || (other instanceof PackedTree that
            && size == that.size
            && Arrays.equals(packed, that.packed))
        || super.equals(other);
  }

  @Override
  public int hashCode() {
    return tree().hashCode();
  }
}

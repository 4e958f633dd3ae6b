package dev.kilter.render.sops;

import dev.kilter.model.manifest.Manifest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The documents of one encrypted file. Every value is opened where it stands, and all of them
 * together must give the file's own checksum, so that none was taken away, added or exchanged.
 */
final class SopsFile {
  static final String METADATA = "sops";
  private static final int DATA_KEY = 32;

  private final List<Map<String, @Nullable Object>> documents;
  private final Manifest metadata;
  private final boolean onlyEncrypted;
  private final MessageDigest checksum;

  SopsFile(List<Map<String, @Nullable Object>> documents) throws GeneralSecurityException {
    this.documents = documents;
    this.metadata = Manifest.of(Manifest.of(documents.getFirst()).map(METADATA));
    this.onlyEncrypted = metadata.flag("mac_only_encrypted").orElse(false);
    this.checksum = MessageDigest.getInstance("SHA-512");
  }

  /** The documents in the clear, without what SOPS wrote beside them. */
  List<Map<String, @Nullable Object>> decrypted(DecryptionKeys keys)
      throws GeneralSecurityException {
    byte[] key = dataKey(keys);
    List<Map<String, @Nullable Object>> clear = new ArrayList<>();
    for (Map<String, @Nullable Object> document : documents) {
      Map<String, @Nullable Object> content = new LinkedHashMap<>(document);
      content.remove(METADATA);
      clear.add(map(content, "", key));
    }
    check(key);
    return clear;
  }

  private byte[] dataKey(DecryptionKeys keys) throws GeneralSecurityException {
    if (metadata.integer("shamir_threshold").orElse(0L) > 1) {
      throw new GeneralSecurityException("keys that are shared among several groups are not known");
    }
    for (Manifest recipient : metadata.items("age")) {
      Optional<byte[]> key =
          AgeFile.armoured(recipient.text("enc").orElse("")).decrypted(keys.age());
      if (key.filter(found -> found.length == DATA_KEY).isPresent()) {
        return key.get();
      }
    }
    for (Manifest recipient : metadata.items("pgp")) {
      Optional<byte[]> key = PgpMessage.decrypted(recipient.text("enc").orElse(""), keys.pgp());
      if (key.filter(found -> found.length == DATA_KEY).isPresent()) {
        return key.get();
      }
    }
    throw new GeneralSecurityException(
        "none of the project's keys opens it; it is encrypted for " + recipients());
  }

  private String recipients() {
    List<String> names = new ArrayList<>();
    metadata.items("age").forEach(it -> it.text("recipient").ifPresent(names::add));
    metadata.items("pgp").forEach(it -> it.text("fp").map(fp -> "PGP " + fp).ifPresent(names::add));
    for (String cloud : List.of("kms", "gcp_kms", "azure_kv", "hc_vault")) {
      if (!metadata.items(cloud).isEmpty()) {
        names.add(cloud + ", which Kilter does not ask");
      }
    }
    return names.isEmpty() ? "nobody" : String.join(", ", names);
  }

  private Map<String, @Nullable Object> map(Map<?, ?> map, String place, byte[] key)
      throws GeneralSecurityException {
    Map<String, @Nullable Object> clear = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      String name = (String) entry.getKey();
      clear.put(name, value(entry.getValue(), place + name + ":", key));
    }
    return Collections.unmodifiableMap(clear);
  }

  /** The members of a list all have its own place. */
  private @Nullable Object value(@Nullable Object node, String place, byte[] key)
      throws GeneralSecurityException {
    return switch (node) {
      case null -> null;
      case Map<?, ?> map -> map(map, place, key);
      case List<?> list -> list(list, place, key);
      case String text when SopsValue.of(text).isPresent() ->
          summed(SopsValue.of(text).get().decrypted(key, place));
      default -> onlyEncrypted ? node : summed(node);
    };
  }

  private List<@Nullable Object> list(List<?> list, String place, byte[] key)
      throws GeneralSecurityException {
    List<@Nullable Object> clear = new ArrayList<>();
    for (Object member : list) {
      clear.add(value(member, place, key));
    }
    return Collections.unmodifiableList(clear);
  }

  /** As Go prints it, and truth as Python does, in which SOPS began. */
  private Object summed(Object value) {
    String text =
        switch (value) {
          case Boolean flag -> flag ? "True" : "False";
          case Double number -> new java.math.BigDecimal(number.toString()).toPlainString();
          default -> value.toString();
        };
    checksum.update(text.getBytes(StandardCharsets.UTF_8));
    return value;
  }

  private void check(byte[] key) throws GeneralSecurityException {
    String sum = HexFormat.of().withUpperCase().formatHex(checksum.digest());
    String sealed = metadata.text("mac").orElse("");
    String time = metadata.text("lastmodified").orElse("");
    Optional<SopsValue> mac = SopsValue.of(sealed);
    if (mac.isEmpty() || !mac.get().decrypted(key, time).equals(sum)) {
      throw new GeneralSecurityException(
          "its checksum is wrong: a value was changed, added or taken away without sops");
    }
  }
}

package dev.kilter.engine.compare;

import dev.kilter.model.application.Annotations;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.manifest.ResourceKey;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Hides the values of Secrets (Argo CD, gitops-engine HideSecretData): {@code ++++++++}, and four
 * more for each further value of the same key, so that a difference shows while neither value nor
 * length does.
 */
public final class SecretMask {
  private static final String MASK = "++++++++";

  /** Keys of values seen so far, by field and key: the same value gets the same mask. */
  private final Map<String, List<Object>> seen = new HashMap<>();

  private final Set<String> annotations;

  private SecretMask(Set<String> annotations) {
    this.annotations = annotations;
  }

  /**
   * The same object in its several forms (desired, live, predicted, …), masked alike; other kinds
   * come back as they are. {@code annotations} name further values to hide.
   */
  public static List<Manifest> masked(List<Manifest> forms, Set<String> annotations) {
    SecretMask mask = new SecretMask(annotations);
    return forms.stream().map(form -> isSecret(form.key()) ? mask.mask(form) : form).toList();
  }

  static List<FieldDifference> differences(ResourceKey key, List<FieldDifference> differences) {
    return isSecret(key)
        ? differences.stream().map(SecretMask::masked).toList()
        : List.copyOf(differences);
  }

  private static boolean isSecret(ResourceKey key) {
    return key.group().isEmpty() && key.kind().equals("Secret");
  }

  private static FieldDifference masked(FieldDifference difference) {
    boolean secret =
        difference.path().startsWith("data") || difference.path().startsWith("stringData");
    return secret
        ? new FieldDifference(
            difference.path(),
            difference.desired().map(value -> MASK),
            difference.live().map(value -> difference.desired().isEmpty() ? MASK : MASK + "++++"),
            difference.owners())
        : difference;
  }

  private Manifest mask(Manifest secret) {
    Map<String, @Nullable Object> root = new LinkedHashMap<>(secret.root());
    KnownKinds.normalize(secret.gvk().groupKind(), root, false);
    for (String field : List.of("data", "stringData")) {
      root.computeIfPresent(field, (name, values) -> maskMembers(name, values));
    }
    Manifest masked = Manifest.of(Collections.unmodifiableMap(root));
    for (String name : annotations) {
      Optional<String> value = masked.annotation(name);
      if (value.isPresent()) {
        masked = masked.with(maskFor(name, value.get()), "metadata", "annotations", name);
      }
    }
    return masked.annotation(Annotations.LAST_APPLIED).isEmpty()
        ? masked
        : masked.with(MASK, "metadata", "annotations", Annotations.LAST_APPLIED);
  }

  private Object maskMembers(String field, Object values) {
    if (!(values instanceof Map<?, ?>)) {
      return MASK;
    }
    Map<String, @Nullable Object> copy = new LinkedHashMap<>(Trees.map(values));
    copy.replaceAll((key, value) -> maskFor(field + "/" + key, value == null ? "" : value));
    return Collections.unmodifiableMap(copy);
  }

  private String maskFor(String place, Object value) {
    List<Object> values = seen.computeIfAbsent(place, key -> new ArrayList<>());
    if (!values.contains(value)) {
      values.add(value);
    }
    return MASK + "++++".repeat(values.indexOf(value));
  }
}

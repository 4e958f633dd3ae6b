package dev.kilter.store.tombstones;

import static dev.kilter.store.requests.ResourceKind.SECRET;

import dev.kilter.model.application.ApplicationId;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;
import dev.kilter.model.manifest.Digest;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.store.Tombstones;
import dev.kilter.store.requests.ResourceSelection;
import dev.kilter.store.requests.Resources;
import dev.kilter.store.requests.Resources.Listing;
import dev.kilter.store.requests.SecretContent;
import dev.kilter.store.tree.TreeBuilder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

/**
 * Secrets of the control plane's namespace, one for each part of a batch. Their names follow from
 * their content: burying the same batch again changes nothing.
 */
public final class KubernetesTombstones implements Tombstones {
  static final String LABEL = "kilter.dev/tombstone";
  static final String APPLICATION = "kilter.dev/application";
  static final String AT = "kilter.dev/buried-at";
  private static final String PART = "kilter.dev/part";
  private static final String KEY = "batch.json.gz";

  private final Resources resources;
  private final String namespace;
  private final TombstoneTrim trim;

  /** {@code aside} runs what nobody waits for. */
  public KubernetesTombstones(
      Resources resources, String namespace, InstantSource clock, Executor aside) {
    this.resources = resources;
    this.namespace = namespace;
    this.trim = new TombstoneTrim(resources, namespace, clock, aside);
  }

  /** Answers the name of the first Secret. Old tombstones are trimmed afterwards, aside. */
  @Override
  public Result<String> bury(Batch batch) {
    String first = "";
    List<byte[]> parts = BatchCodec.parts(batch);
    for (int i = 0; i < parts.size(); i++) {
      Manifest secret = secret(batch, parts.get(i), i);
      switch (resources.create(SECRET, namespace, secret)) {
        case Result.Failed<Manifest>(Failure.Conflict _) -> {} // buried before
        case Result.Failed<Manifest>(var failure) -> {
          return Result.failed(failure);
        }
        case Result.Success<Manifest> _ -> {}
      }
      first = first.isEmpty() ? secret.name() : first;
    }
    trim.afterBurial();
    return Result.success(first);
  }

  /** Oldest first; the parts of one batch are together again. */
  @Override
  public List<Batch> of(ApplicationId application) {
    ResourceSelection own =
        ResourceSelection.labelled(SECRET, namespace, LABEL + "=" + labelOf(application));
    return switch (resources.list(own)) {
      case Result.Failed<Listing> _ -> List.of();
      case Result.Success<Listing>(var listing) ->
          joined(
              listing.items().stream()
                  .sorted(Comparator.comparingInt(KubernetesTombstones::partOf))
                  .flatMap(KubernetesTombstones::read));
    };
  }

  private static int partOf(Manifest secret) {
    String part = secret.annotation(PART).orElse("");
    return part.isEmpty() || part.length() > 9 || !part.chars().allMatch(Character::isDigit)
        ? 0
        : Integer.parseInt(part);
  }

  private static Stream<Batch> read(Manifest secret) {
    return secret.text("data", KEY).stream()
        .flatMap(text -> BatchCodec.read(Base64.getDecoder().decode(text)).stream());
  }

  private static List<Batch> joined(Stream<Batch> parts) {
    Map<Batch, List<Manifest>> objects = new LinkedHashMap<>();
    parts
        .sorted(Comparator.comparing(Batch::at))
        .forEach(part ->
            objects
                .computeIfAbsent(BatchCodec.with(part, List.of()), _ -> new ArrayList<>())
                .addAll(part.objects()));
    return objects.entrySet().stream()
        .map(entry -> BatchCodec.with(entry.getKey(), entry.getValue()))
        .toList();
  }

  private static Manifest secret(Batch batch, byte[] part, int index) {
    return Manifest.of(
        new TreeBuilder()
            .put("apiVersion", SECRET.apiVersion())
            .put("kind", SECRET.kind())
            .put("type", LABEL)
            .put("immutable", true)
            .put(
                "metadata",
                new TreeBuilder()
                    .put("name", "kilter-tombstone-" + Digest.ofBytes(part))
                    .put("labels", Map.of(LABEL, labelOf(batch.application())))
                    .put(
                        "annotations",
                        Map.of(
                            APPLICATION, batch.application().toString(),
                            AT, batch.at().toString(),
                            PART, Integer.toString(index)))
                    .build())
            .put("data", Map.of(KEY, SecretContent.encoded(part)))
            .build());
  }

  /** Names may be longer than a label's value. */
  private static String labelOf(ApplicationId application) {
    return Digest.ofBytes(application.toString().getBytes(StandardCharsets.UTF_8)).toString();
  }
}

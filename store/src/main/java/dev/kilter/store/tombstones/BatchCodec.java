package dev.kilter.store.tombstones;

import dev.kilter.codec.CodecException;
import dev.kilter.codec.Json;
import dev.kilter.model.application.ApplicationId;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.store.Tombstones.Batch;
import dev.kilter.store.tree.Gzip;
import dev.kilter.store.tree.TreeBuilder;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Batches as compressed JSON, in parts that fit into a Secret each. */
final class BatchCodec {
  static final int MAX_PART = 900_000;
  private static final int MAX_EXPANDED = 64 << 20;

  private BatchCodec() {}

  /** One part or more; a single object is never divided, so a part of one may be too large. */
  static List<byte[]> parts(Batch batch) {
    byte[] whole = Gzip.compressed(Json.bytes(tree(batch)));
    int count = batch.objects().size();
    if (whole.length <= MAX_PART || count < 2) {
      return List.of(whole);
    }
    List<byte[]> parts = new ArrayList<>(parts(with(batch, batch.objects().subList(0, count / 2))));
    parts.addAll(parts(with(batch, batch.objects().subList(count / 2, count))));
    return parts;
  }

  static Optional<Batch> read(byte[] part) {
    try {
      return Optional.of(batch(Manifest.of(Json.object(Gzip.expanded(part, MAX_EXPANDED)))));
    } catch (IOException | CodecException | DateTimeException _) {
      return Optional.empty(); // not written by us
    }
  }

  static Batch with(Batch batch, List<Manifest> objects) {
    return new Batch(
        batch.application(),
        batch.at(),
        batch.revision(),
        batch.reason(),
        batch.planHash(),
        objects);
  }

  private static Map<String, @Nullable Object> tree(Batch batch) {
    return new TreeBuilder()
        .put("namespace", batch.application().namespace())
        .put("name", batch.application().name())
        .put("at", batch.at().toString())
        .put("revision", batch.revision())
        .put("reason", batch.reason())
        .put("planHash", batch.planHash())
        .put("objects", batch.objects().stream().map(Manifest::root).toList())
        .build();
  }

  private static Batch batch(Manifest tree) {
    return new Batch(
        new ApplicationId(tree.text("namespace").orElse(""), tree.text("name").orElse("")),
        Instant.parse(tree.text("at").orElse("")),
        tree.text("revision").orElse(""),
        tree.text("reason").orElse(""),
        tree.text("planHash").orElse(""),
        tree.items("objects"));
  }
}

package dev.kilter.app.faults;

import dev.kilter.codec.Json;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.testkit.apiserver.Exchange;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;

/** What the judges remember of requests. */
final class Notes {
  private final Set<String> buried = new HashSet<>();
  private final Map<String, Boolean> metGate = new HashMap<>();
  private final Set<String> deletedByOthers = new HashSet<>();
  private final Map<String, Integer> deletions = new HashMap<>();
  private final Map<String, Integer> hooks = new HashMap<>();

  void buries(Manifest secret) {
    byte[] content = Base64.getDecoder().decode(secret.text("data", "batch.json.gz").orElse(""));
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(content))) {
      Manifest batch = Manifest.of(Json.object(in.readAllBytes()));
      batch.items("objects").forEach(object -> buried.add(object.uid()));
    } catch (IOException e) {
      throw new UncheckedIOException(new String(content, StandardCharsets.ISO_8859_1), e);
    }
  }

  boolean isBuried(String uid) {
    return buried.contains(uid);
  }

  void took(Exchange exchange, boolean ours) {
    if (exchange.change().isNone()) {
      return;
    }
    exchange
        .change()
        .after()
        .ifPresent(after -> {
          if (Controllers.settled(after)) {
            metGate.put(after.uid(), true);
          } else if (ours) {
            metGate.put(after.uid(), false);
          }
        });
    if (!ours && exchange.request().method().equals("DELETE")) {
      exchange
          .change()
          .before()
          .ifPresent(
              before -> deletedByOthers.add(before.namespace() + before.kind() + before.name()));
    }
  }

  /** Whether it was as wanted at some time since Kilter wrote it last. */
  boolean metGate(Manifest object) {
    return metGate.getOrDefault(object.uid(), true);
  }

  boolean deletedByOthers(Wanted wanted, String namespace) {
    return deletedByOthers.contains(
        (wanted.kind().namespaced ? namespace : "") + wanted.kind().word + wanted.name());
  }

  /** How many objects this run has deleted by now. */
  int deleted(String run) {
    return deletions.merge(run, 1, Integer::sum);
  }

  int hookMade(String hookOfRun) {
    return hooks.merge(hookOfRun, 1, Integer::sum);
  }

  boolean madeHook(String hookOfRun) {
    return hooks.containsKey(hookOfRun);
  }
}

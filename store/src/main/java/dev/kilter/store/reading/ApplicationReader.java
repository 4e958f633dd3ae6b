package dev.kilter.store.reading;

import dev.kilter.codec.PackedTree;
import dev.kilter.model.application.Application;
import dev.kilter.model.application.ApplicationId;
import dev.kilter.model.application.ApplicationSpec;
import dev.kilter.model.application.ApplicationStatus;
import dev.kilter.model.application.Operation;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.store.tree.Fields;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads an Application. Never throws: a field of a wrong type counts as absent and is named in
 * {@code spec.malformed}; what is unknown stays in {@code raw}.
 */
public final class ApplicationReader {
  private ApplicationReader() {}

  public static Application read(Manifest raw) {
    List<String> malformed = new ArrayList<>();
    Fields root = Fields.of(raw, malformed);
    Fields metadata = root.object("metadata");
    Optional<Operation> operation =
        root.optionalObject("operation").map(OperationReader::readRequest);
    ApplicationStatus status = StatusReader.read(root.object("status"));
    ApplicationSpec spec = SpecReader.read(root);
    return new Application(
        new ApplicationId(metadata.text("namespace"), metadata.text("name")),
        metadata.text("uid"),
        metadata.text("resourceVersion"),
        metadata.textMap("labels"),
        metadata.textMap("annotations"),
        metadata.texts("finalizers"),
        metadata.time("deletionTimestamp"),
        withMalformed(spec, malformed),
        operation,
        status,
        Manifest.of(PackedTree.of(raw.root())));
  }

  private static ApplicationSpec withMalformed(ApplicationSpec spec, List<String> malformed) {
    return new ApplicationSpec(
        spec.project(),
        spec.sources(),
        spec.multiSource(),
        spec.destination(),
        spec.syncPolicy(),
        spec.ignoreDifferences(),
        spec.revisionHistoryLimit(),
        malformed);
  }
}

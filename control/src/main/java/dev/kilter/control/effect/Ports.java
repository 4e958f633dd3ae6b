package dev.kilter.control.effect;

import dev.kilter.model.cluster.LiveStateReader;
import dev.kilter.model.cluster.ResourceApplier;
import dev.kilter.model.render.ManifestRenderer;
import dev.kilter.model.source.SourceFetcher;
import dev.kilter.model.store.ApplicationStore;
import dev.kilter.model.store.CredentialStore;
import dev.kilter.model.store.EventRecorder;
import dev.kilter.model.store.Journal;
import dev.kilter.model.store.Tombstones;

/** Everything that the loop reaches the world through. */
public record Ports(
    ApplicationStore applications,
    CredentialStore credentials,
    SourceFetcher sources,
    ManifestRenderer renderer,
    LiveStateReader live,
    ResourceApplier applier,
    Memory memory) {

  /** Ports that write down what happened. */
  public record Memory(Tombstones tombstones, EventRecorder events, Journal journal) {}
}

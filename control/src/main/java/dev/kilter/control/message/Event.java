package dev.kilter.control.message;

import dev.kilter.control.view.Evaluated;
import dev.kilter.model.application.Application;
import dev.kilter.model.application.ApplicationId;
import dev.kilter.model.cluster.ClusterConnection;
import dev.kilter.model.cluster.LiveState;
import dev.kilter.model.cluster.ResourceApplier.ApplyOutcome;
import dev.kilter.model.cluster.ResourceApplier.DeleteOutcome;
import dev.kilter.model.failure.Result;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.manifest.ResourceKey;
import dev.kilter.model.project.Project;
import dev.kilter.model.render.Rendering;
import dev.kilter.model.settings.Settings;
import dev.kilter.model.source.PushEvent;
import dev.kilter.model.source.SignedRevision;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the loop hears: changes of the world, and answers to its commands. */
public sealed interface Event {

  record ApplicationUpserted(Application application) implements Event {}

  record ApplicationRemoved(ApplicationId id) implements Event {}

  /** Every Application that exists has been told. */
  record ApplicationsSynced() implements Event {}

  record ProjectChanged(String name, Optional<Project> project) implements Event {}

  record SettingsChanged(Settings settings) implements Event {}

  record ClustersChanged(List<ClusterConnection> clusters) implements Event {
    public ClustersChanged {
      clusters = List.copyOf(clusters);
    }
  }

  record RepositoriesChanged() implements Event {}

  /** Objects that carry (or carried) the application's mark changed. */
  record LiveChanged(String server, String instanceName, Set<ResourceKey> keys) implements Event {
    public LiveChanged {
      keys = Set.copyOf(keys);
    }
  }

  /** Something below an application's objects changed. */
  record ChildChanged(String server, String instanceName) implements Event {}

  /** Connected, lost, synced, or kinds came and went. */
  record ClusterChanged(String server) implements Event {}

  /** A cluster has said which it is: the uid of its namespace {@code kube-system}. */
  record ClusterIdentified(String server, String identity) implements Event {}

  /** Whether the cluster's Secret says which it is. */
  record ClusterPinned(String server, Result<Void> result) implements Event {}

  record Pushed(PushEvent push) implements Event {}

  record TimerFired(TimerId timer) implements Event {}

  /** Finish or park what runs, start nothing more. */
  record ShutdownRequested() implements Event {}

  record Resolved(RefKey ref, Result<String> commit) implements Event {}

  record ChangesFound(ChangesKey key, Result<List<String>> paths) implements Event {}

  record SignaturesRead(SignatureKey key, Result<List<SignedRevision>> revisions)
      implements Event {}

  record Rendered(Ticket ticket, Rendering rendering) implements Event {}

  record Compared(Ticket ticket, Result<Evaluated> evaluated) implements Event {}

  record ManagedRead(Ticket ticket, Result<LiveState> live) implements Event {}

  record ObjectRead(Ticket ticket, ResourceKey key, Result<Manifest> live) implements Event {}

  record Applied(Ticket ticket, ResourceKey key, ApplyOutcome outcome) implements Event {}

  /** {@code id} names the tombstone. */
  record Buried(Ticket ticket, Result<String> id) implements Event {}

  record Deleted(Ticket ticket, ResourceKey key, DeleteOutcome outcome) implements Event {}

  /** The answer to every write of an Application, and to reading one. */
  record Written(Ticket ticket, Result<Application> application) implements Event {}
}

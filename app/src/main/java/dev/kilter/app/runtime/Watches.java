package dev.kilter.app.runtime;

import dev.kilter.control.message.Event;
import dev.kilter.model.application.Application;
import dev.kilter.model.application.ApplicationId;
import dev.kilter.model.cluster.LiveStateReader;
import dev.kilter.model.failure.Result;
import dev.kilter.model.manifest.ResourceKey;
import dev.kilter.model.project.Project;
import dev.kilter.model.store.ApplicationStore;
import dev.kilter.model.store.CredentialStore;
import dev.kilter.model.store.ProjectStore;
import dev.kilter.model.store.SettingsStore;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Turns what the stores and the clusters tell into events of the loop. */
public final class Watches {
  private final Consumer<Event> events;

  public Watches(Consumer<Event> events) {
    this.events = events;
  }

  public void follow(SettingsStore settings) {
    settings.watch(changed -> events.accept(new Event.SettingsChanged(changed)));
    events.accept(new Event.SettingsChanged(settings.current()));
  }

  public void follow(ProjectStore projects) {
    projects.watch(name -> events.accept(new Event.ProjectChanged(name, projects.find(name))));
    if (projects.list() instanceof Result.Success<List<Project>>(var all)) {
      all.forEach(project ->
          events.accept(new Event.ProjectChanged(project.name(), java.util.Optional.of(project))));
    }
  }

  public void follow(CredentialStore credentials) {
    credentials.watch(changed ->
        events.accept(
            switch (changed) {
              case CLUSTERS -> new Event.ClustersChanged(credentials.clusters());
              case REPOSITORIES -> new Event.RepositoriesChanged();
            }));
    events.accept(new Event.ClustersChanged(credentials.clusters()));
  }

  public void follow(LiveStateReader live) {
    live.listen(
        new LiveStateReader.Listener() {
          @Override
          public void managedChanged(String server, String instance, Set<ResourceKey> keys) {
            events.accept(new Event.LiveChanged(server, instance, keys));
          }

          @Override
          public void childChanged(String server, String instance) {
            events.accept(new Event.ChildChanged(server, instance));
          }

          @Override
          public void clusterChanged(String server) {
            events.accept(new Event.ClusterChanged(server));
          }

          @Override
          public void clusterIdentified(String server, String identity) {
            events.accept(new Event.ClusterIdentified(server, identity));
          }
        });
  }

  public void follow(ApplicationStore applications) {
    applications.watch(
        new ApplicationStore.Listener() {
          @Override
          public void upserted(Application application) {
            events.accept(new Event.ApplicationUpserted(application));
          }

          @Override
          public void removed(ApplicationId id) {
            events.accept(new Event.ApplicationRemoved(id));
          }

          @Override
          public void synced() {
            events.accept(new Event.ApplicationsSynced());
          }
        });
  }
}

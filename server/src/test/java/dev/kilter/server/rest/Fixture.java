package dev.kilter.server.rest;

import dev.kilter.api.client.AppRef;
import dev.kilter.api.client.KilterClient;
import dev.kilter.codec.Yaml;
import dev.kilter.model.access.AccessRules.Switches;
import dev.kilter.model.application.Application;
import dev.kilter.model.application.ApplicationId;
import dev.kilter.model.cluster.ClusterConnection;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.project.Project;
import dev.kilter.model.source.Repository;
import dev.kilter.model.store.CredentialStore;
import dev.kilter.model.store.EventRecorder;
import dev.kilter.model.store.Journal;
import dev.kilter.model.store.ProjectStore;
import dev.kilter.model.view.ApplicationViews;
import dev.kilter.model.view.FleetViews;
import dev.kilter.model.view.ObjectViews;
import dev.kilter.server.views.RevisionResolver;
import dev.kilter.store.reading.ProjectReader;
import dev.kilter.testkit.application.TestSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** The API over fakes, asked through its client; the clock moves only where the API waits. */
final class Fixture {
  static final AppRef SHOP = new AppRef("shop", "");

  final TreeStore applications = new TreeStore();
  final List<String> events = new ArrayList<>();
  final Map<String, Project> projects = new TreeMap<>();
  final List<Repository> repositories = new ArrayList<>();
  Switches switches = Switches.DEFAULTS;
  FleetViews fleet = FleetViews.NONE;
  ObjectViews objects = ObjectViews.NONE;

  /** Whether it is the command line that asks, without a server. */
  boolean recorded = true;

  RevisionResolver revisions = RevisionResolver.LATER;
  final List<List<String>> viewed = new ArrayList<>();
  Runnable whileWaiting = () -> {};
  private Instant now = Instant.parse("2026-11-22T10:00:00Z");

  Fixture() {
    projects.put("default", ProjectReader.read(yaml("metadata: {name: default}\nspec: {}\n")));
  }

  static Manifest yaml(String text) {
    return Manifest.of(dev.kilter.api.Document.of(Yaml.parse(text)).root());
  }

  KilterClient client() {
    return new KilterClient(api().inProcess(new Caller("ana", Access.OWNER)));
  }

  KilterApi api() {
    Ports ports =
        new Ports(
            applications,
            new Projects(),
            new Credentials(),
            () -> TestSettings.DEFAULT,
            () -> switches,
            new NoViews(),
            fleet,
            objects,
            (application, asked) -> revisions.resolve(application, asked),
            new NoJournal(),
            this::record,
            about -> Result.success(List.of()),
            new Clock(),
            recorded);
    return new KilterApi(ports, "argocd", "1.2.3");
  }

  private void record(Application about, EventRecorder.Event event) {
    events.add(about.id().name() + " " + event.reason() + ": " + event.message());
  }

  private final class Clock implements Timer {
    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public void pause(Duration duration) {
      now = now.plus(duration);
      whileWaiting.run();
    }
  }

  private final class Projects implements ProjectStore {
    @Override
    public Optional<Project> find(String name) {
      return Optional.ofNullable(projects.get(name));
    }

    @Override
    public Result<List<Project>> list() {
      return Result.success(List.copyOf(projects.values()));
    }

    @Override
    public Result<Project> create(Manifest project) {
      return projects.containsKey(project.name())
          ? Result.failed(new Failure.Conflict("exists"))
          : update(project);
    }

    @Override
    public Result<Project> update(Manifest project) {
      projects.put(project.name(), ProjectReader.read(project));
      return Result.success(projects.get(project.name()));
    }

    @Override
    public void watch(Consumer<String> changed) {}
  }

  private final class Credentials implements CredentialStore {
    @Override
    public Repository repository(String url, String project) {
      return Repository.open(url);
    }

    @Override
    public List<Repository> repositories() {
      return List.copyOf(repositories);
    }

    @Override
    public Result<Repository> save(Repository repository) {
      remove(repository.url(), repository.project());
      repositories.add(repository);
      return Result.success(repository);
    }

    @Override
    public Result<Void> remove(String url, String project) {
      repositories.removeIf(one -> one.url().equals(url) && one.project().equals(project));
      return Result.done();
    }

    @Override
    public List<ClusterConnection> clusters() {
      return List.of();
    }

    @Override
    public Result<Void> pin(String server, String identity) {
      return Result.failed(new Failure.NotFound("no cluster " + server));
    }

    @Override
    public void watch(Consumer<Changed> changed) {}
  }

  private static final class NoJournal implements Journal {
    @Override
    public void append(ApplicationId application, Entry entry) {}

    @Override
    public List<Entry> read(ApplicationId application) {
      return List.of();
    }
  }

  private final class NoViews implements ApplicationViews {
    @Override
    public Result<List<Node>> tree(ApplicationId id) {
      return absent();
    }

    @Override
    public Result<List<ManagedResource>> managedResources(
        ApplicationId id, List<String> revisions) {
      viewed.add(revisions);
      return absent();
    }

    @Override
    public Result<List<Manifest>> manifests(ApplicationId id, List<String> revisions) {
      viewed.add(revisions);
      return absent();
    }

    @Override
    public Result<Explained> explain(ApplicationId id) {
      return absent();
    }

    private static <T> Result<T> absent() {
      return Result.failed(new Failure.ControllerAbsent("No controller answers."));
    }
  }
}

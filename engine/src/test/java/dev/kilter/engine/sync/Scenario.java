package dev.kilter.engine.sync;

import dev.kilter.codec.Yaml;
import dev.kilter.engine.compare.Comparison;
import dev.kilter.engine.compare.ResourceComparison;
import dev.kilter.engine.desired.DesiredState;
import dev.kilter.engine.resource.Hooks;
import dev.kilter.model.application.Annotations;
import dev.kilter.model.application.Application;
import dev.kilter.model.application.ApplicationId;
import dev.kilter.model.application.ApplicationSpec;
import dev.kilter.model.application.ApplicationStatus;
import dev.kilter.model.application.Condition;
import dev.kilter.model.application.Destination;
import dev.kilter.model.application.IgnoreDifference;
import dev.kilter.model.application.Operation;
import dev.kilter.model.application.Operation.InitiatedBy;
import dev.kilter.model.application.Operation.ResourceSelector;
import dev.kilter.model.application.Operation.Strategy;
import dev.kilter.model.application.OperationPhase;
import dev.kilter.model.application.OperationState;
import dev.kilter.model.application.RetryPolicy;
import dev.kilter.model.application.Source;
import dev.kilter.model.application.SyncOptions;
import dev.kilter.model.application.SyncPolicy;
import dev.kilter.model.application.SyncStatus;
import dev.kilter.model.application.TrackingId;
import dev.kilter.model.cluster.ApiResource;
import dev.kilter.model.cluster.ApiResources;
import dev.kilter.model.cluster.LiveResource;
import dev.kilter.model.cluster.LiveState;
import dev.kilter.model.manifest.Digest;
import dev.kilter.model.manifest.GroupVersionKind;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.manifest.ResourceKey;
import dev.kilter.model.schema.FieldSchema.KindSchema;
import dev.kilter.model.settings.Settings;
import dev.kilter.model.time.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Git and a model cluster in a few lines, and a sync run over them whose steps are printed. Objects
 * are written as {@code Kind name key=value …}: wave, hook, policy, options, ns, finalizer, and
 * spec as YAML with ~ for spaces. A name that ends in a dash is a prefix, a dash alone is none.
 */
final class Scenario {
  static final Instant START = Instant.parse("2026-11-22T10:00:00Z");
  private static final Set<String> CLUSTER_SCOPED =
      Set.of("Namespace", "CustomResourceDefinition", "PersistentVolume", "ClusterRole");
  private static final Map<String, String> API_VERSIONS =
      Map.of(
          "Deployment", "apps/v1",
          "StatefulSet", "apps/v1",
          "Job", "batch/v1",
          "Thing", "test.io/v1",
          "ClusterRole", "rbac.authorization.k8s.io/v1",
          "CustomResourceDefinition", "apiextensions.k8s.io/v1");

  final ModelCluster cluster = new ModelCluster();
  final List<String> printed = new ArrayList<>();
  final Map<String, String> annotations = new HashMap<>();
  final List<Condition> conditions = new ArrayList<>();
  final List<String> forbidden = new ArrayList<>();
  final List<IgnoreDifference> ignored = new ArrayList<>();
  private final List<Manifest> git = new ArrayList<>();
  private final List<String> unserved = new ArrayList<>();
  private final List<String> options = new ArrayList<>();
  private final List<ResourceSelector> selected = new ArrayList<>();
  private boolean prune = true;
  private boolean dryRun;
  private boolean hooks = true;
  private boolean force;
  private Optional<RetryPolicy> retry = Optional.empty();
  Settings.Sync.BlastRadius blastRadius = Settings.Sync.BlastRadius.ARGO;
  Duration waveDelay = Duration.ZERO;
  Duration timeout = Duration.ZERO;
  Function<GroupVersionKind, KindSchema> schemas = _ -> KindSchema.UNKNOWN;
  Instant now = START;
  List<SyncCommand.Outcome> outcomes = List.of();
  @Nullable SyncRun run;

  Scenario git(String text) {
    git.addAll(objects(text));
    return this;
  }

  Scenario live(String text) {
    objects(text).forEach(cluster::put);
    return this;
  }

  Scenario options(String... names) {
    options.addAll(List.of(names));
    return this;
  }

  Scenario select(String kind, String name) {
    selected.add(new ResourceSelector(group(kind), kind, "", name));
    return this;
  }

  Scenario unserved(String kind) {
    unserved.add(kind);
    return this;
  }

  Scenario served(String kind) {
    unserved.remove(kind);
    return this;
  }

  Scenario noPrune() {
    prune = false;
    return this;
  }

  Scenario dryRun() {
    dryRun = true;
    return this;
  }

  Scenario withoutHooks() {
    hooks = false;
    return this;
  }

  Scenario force() {
    force = true;
    return this;
  }

  Scenario retry(RetryPolicy policy) {
    retry = Optional.of(policy);
    return this;
  }

  Scenario guarded() {
    blastRadius = Settings.Sync.BlastRadius.KILTER;
    return this;
  }

  /** Goes on until the run waits or ends, and prints what it did since the last time. */
  String go() {
    printed.clear();
    for (int i = 0; i < 200; i++) {
      if (!advance()) {
        return text();
      }
    }
    throw new AssertionError("no end in sight:\n" + text());
  }

  String text() {
    return String.join("\n", printed) + "\n";
  }

  /** One step; false where the run waits or has ended. */
  boolean advance() {
    Step step = Sync.next(running(), observation());
    outcomes = List.of();
    run = step.run();
    return switch (step) {
      case Step.Execute(_, var commands, var saveFirst) -> {
        printed.add((saveFirst ? "save, " : "") + print(commands));
        outcomes = commands.stream().map(cluster::execute).toList();
        yield true;
      }
      case Step.Wait(var waiting, var until, _) -> {
        printed.add(
            waiting.state().phase()
                + " "
                + waiting.state().message()
                + until
                    .map(instant -> " until +" + Duration.between(START, instant).toSeconds() + "s")
                    .orElse(""));
        yield false;
      }
      case Step.Finished(var ended) -> {
        printed.add(ended.state().phase() + " " + ended.state().message());
        yield false;
      }
    };
  }

  SyncRun running() {
    if (run == null) {
      run =
          SyncRun.of(
                  new OperationState(
                      operation(),
                      OperationPhase.Running,
                      "",
                      Optional.empty(),
                      START,
                      Optional.empty(),
                      0))
              .pinnedTo(List.of("0123456789abcdef"), application());
    }
    return Objects.requireNonNull(run);
  }

  /** As after a restart: only what is saved is left. */
  void restart() {
    run = SyncRun.of(running().state());
    outcomes = List.of();
  }

  String results() {
    return Results.of(running().state()).stream()
            .map(result ->
                result.syncPhase()
                    + " "
                    + result.key().kind()
                    + "/"
                    + result.key().name()
                    + " "
                    + result.outcome().map(Enum::name).orElse("-")
                    + " "
                    + result.hookPhase().map(Enum::name).orElse("-")
                    + " "
                    + result.message())
            .collect(Collectors.joining("\n"))
        + "\n";
  }

  Observation observation() {
    LiveState live = cluster.live();
    return new Observation(
        application(),
        new Permission() {
          @Override
          public boolean kind(ResourceKey key, boolean namespaced) {
            return !forbidden.contains(key.kind());
          }

          @Override
          public boolean namespace(String namespace) {
            return !forbidden.contains(namespace);
          }
        },
        new DesiredState(git, Digest.NONE, List.of(), Map.of()),
        comparison(live),
        live,
        served(),
        settings(),
        schemas,
        outcomes,
        Optional.empty(),
        Moment.at(now));
  }

  private Comparison comparison(LiveState live) {
    Map<ResourceKey, ResourceComparison> resources = new HashMap<>();
    Map<ResourceKey, Manifest> wanted =
        git.stream().collect(Collectors.toMap(Manifest::key, Function.identity(), (_, b) -> b));
    wanted.forEach(
        (key, manifest) -> resources.put(key, compared(key, Optional.of(manifest), live)));
    live.resources().keySet().stream()
        .filter(key -> !wanted.containsKey(key))
        .filter(key -> live.find(key).flatMap(LiveResource::tracking).isPresent())
        .forEach(key -> resources.put(key, compared(key, Optional.empty(), live)));
    return new Comparison(SyncStatus.OutOfSync, resources, true);
  }

  private static ResourceComparison compared(
      ResourceKey key, Optional<Manifest> desired, LiveState live) {
    Optional<LiveResource> found = live.find(key);
    Optional<Manifest> either = desired.or(() -> found.flatMap(LiveResource::manifest));
    boolean hook = either.map(Hooks::of).filter(Hooks::hook).isPresent();
    boolean synced =
        desired.isPresent()
            && found
                .flatMap(LiveResource::manifest)
                .filter(manifest -> same(manifest, desired.get()))
                .isPresent();
    return new ResourceComparison(
        key,
        either.map(manifest -> manifest.gvk().version()).orElse("v1"),
        desired,
        found,
        hook ? Optional.empty() : Optional.of(synced ? SyncStatus.Synced : SyncStatus.OutOfSync),
        !hook,
        hook,
        desired.isEmpty() && !hook,
        List.of(),
        Optional.empty(),
        Digest.NONE,
        Digest.NONE);
  }

  private static boolean same(Manifest live, Manifest desired) {
    return live.without("metadata", "uid")
        .without("metadata", "resourceVersion")
        .digest()
        .equals(desired.digest());
  }

  private ApiResources served() {
    return new ApiResources(
        git.stream()
            .map(Manifest::gvk)
            .distinct()
            .filter(kind -> !unserved.contains(kind.kind()))
            .map(kind ->
                new ApiResource(kind, "", !CLUSTER_SCOPED.contains(kind.kind()), true, Set.of()))
            .collect(
                Collectors.collectingAndThen(
                    Collectors.toCollection(ArrayList::new), this::withLiveKinds)),
        "v1.36.3");
  }

  private List<ApiResource> withLiveKinds(List<ApiResource> kinds) {
    List<ApiResource> all = new ArrayList<>(kinds);
    cluster.live().resources().values().stream()
        .flatMap(resource -> resource.manifest().stream())
        .map(Manifest::gvk)
        .filter(kind -> !unserved.contains(kind.kind()))
        .forEach(kind ->
            all.add(
                new ApiResource(kind, "", !CLUSTER_SCOPED.contains(kind.kind()), true, Set.of())));
    all.add(
        new ApiResource(
            new GroupVersionKind("", "v1", "Namespace"), "namespaces", false, true, Set.of()));
    return all;
  }

  private Settings settings() {
    return new Settings(
        new Settings.Tracking(
            Settings.Tracking.Method.ANNOTATION, Settings.Tracking.DEFAULT_LABEL, Optional.empty()),
        new Settings.Reconciliation(
            Duration.ofMinutes(3), Duration.ZERO, Duration.ZERO, Duration.ZERO),
        new Settings.Sync(
            Settings.Sync.ApplyDefault.SERVER_SIDE,
            waveDelay,
            timeout,
            new Settings.Sync.SelfHealBackoff(Duration.ofSeconds(2), 3, Duration.ofMinutes(5)),
            blastRadius),
        new Settings.ResourceFilter(List.of(), List.of()),
        new Settings.Comparison(true, Settings.Comparison.IgnoreStatus.CRD, Map.of()),
        new Settings.Sources(false, true, true, true, 1, Duration.ofSeconds(15)),
        Settings.Telemetry.NONE,
        true,
        List.of(),
        Map.of(),
        1,
        List.of());
  }

  Application application() {
    return new Application(
        new ApplicationId("argocd", "shop"),
        "uid-app",
        "1",
        Map.of(),
        annotations,
        List.of(),
        Optional.empty(),
        new ApplicationSpec(
            "default",
            List.of(Source.of(Manifest.of(Map.of("repoURL", "https://git.example/shop")))),
            false,
            new Destination(Destination.IN_CLUSTER_SERVER, "", "shop"),
            SyncPolicy.MANUAL,
            ignored,
            ApplicationSpec.DEFAULT_HISTORY_LIMIT,
            List.of()),
        Optional.empty(),
        ApplicationStatus.NONE.withConditions(conditions),
        Manifest.of(Map.of()));
  }

  private Operation operation() {
    return new Operation(
        new Operation.Sync(
            List.of(),
            List.of(),
            prune,
            dryRun,
            new Strategy(hooks, force),
            selected,
            new SyncOptions(options),
            0),
        new InitiatedBy("admin", false),
        retry,
        Manifest.of(Map.of()));
  }

  private static String print(List<SyncCommand> commands) {
    return commands.stream().map(Scenario::print).collect(Collectors.joining(", "));
  }

  private static String print(SyncCommand command) {
    String name = command.key().kind() + "/" + command.key().name();
    return switch (command) {
      case SyncCommand.Apply(var request) ->
          switch (request.mode()) {
                case SERVER_SIDE -> "apply ";
                case CLIENT_SIDE -> "apply client-side ";
                case REPLACE -> "replace ";
                case DRY_RUN -> "dry run ";
              }
              + (request.force() ? "by force " : "")
              + name;
      case SyncCommand.Delete delete -> "prune " + name;
      case SyncCommand.DeleteHook _ -> "delete hook " + name;
      case SyncCommand.Look _ -> "look for " + name;
    };
  }

  private static List<Manifest> objects(String text) {
    return text.lines().filter(line -> !line.isBlank()).map(Scenario::object).toList();
  }

  private static String group(String kind) {
    return GroupVersionKind.of(API_VERSIONS.getOrDefault(kind, "v1"), kind).group();
  }

  @SuppressWarnings("unchecked") // the texts are objects
  private static Manifest object(String line) {
    String[] words = line.strip().split(" +", -1);
    Map<String, String> notes = new LinkedHashMap<>();
    for (int i = 2; i < words.length; i++) {
      int equals = words[i].indexOf('=');
      notes.put(words[i].substring(0, equals), words[i].substring(equals + 1));
    }
    String kind = words[0];
    String namespace = CLUSTER_SCOPED.contains(kind) ? "" : notes.getOrDefault("ns", "shop");
    Map<String, Object> metadata = new LinkedHashMap<>();
    if (words[1].endsWith("-")) {
      metadata.put("generateName", words[1].equals("-") ? "" : words[1]);
    } else {
      metadata.put("name", words[1]);
    }
    if (!namespace.isEmpty()) {
      metadata.put("namespace", namespace);
    }
    metadata.put("annotations", annotations(kind, words[1], namespace, notes));
    if (notes.containsKey("deleted")) {
      metadata.put("deletionTimestamp", notes.get("deleted"));
    }
    if (notes.containsKey("finalizer")) {
      metadata.put("finalizers", List.of(Hooks.FINALIZER));
    }
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("apiVersion", API_VERSIONS.getOrDefault(kind, "v1"));
    tree.put("kind", kind);
    tree.put("metadata", metadata);
    if (notes.containsKey("spec")) {
      tree.put("spec", Objects.requireNonNull(Yaml.parse(notes.get("spec").replace('~', ' '))));
    }
    return Manifest.of(tree);
  }

  private static Map<String, Object> annotations(
      String kind, String name, String namespace, Map<String, String> notes) {
    Map<String, Object> annotations = new LinkedHashMap<>();
    annotations.put(
        TrackingId.ANNOTATION,
        new TrackingId(
                "shop",
                new ResourceKey(group(kind), kind, namespace.isEmpty() ? "shop" : namespace, name))
            .toString());
    Map.of(
            "wave", Annotations.SYNC_WAVE,
            "hook", Annotations.HOOK,
            "policy", Hooks.DELETE_POLICY,
            "options", Annotations.SYNC_OPTIONS)
        .forEach((note, annotation) -> {
          if (notes.containsKey(note)) {
            annotations.put(annotation, notes.get(note));
          }
        });
    return annotations;
  }
}

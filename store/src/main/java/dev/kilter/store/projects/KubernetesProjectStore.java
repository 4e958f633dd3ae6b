package dev.kilter.store.projects;

import static dev.kilter.store.requests.ResourceKind.PROJECT;

import dev.kilter.model.access.Account.Token;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.project.Project;
import dev.kilter.model.store.ProjectStore;
import dev.kilter.model.store.RoleTokens;
import dev.kilter.store.reading.ProjectReader;
import dev.kilter.store.reading.Replacement;
import dev.kilter.store.requests.Newest;
import dev.kilter.store.requests.ResourceSelection;
import dev.kilter.store.requests.Resources;
import dev.kilter.store.tree.TreeBuilder;
import dev.kilter.store.watching.Followed;
import dev.kilter.store.watching.ResourceListener;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Projects of the control plane's namespace: from the snapshot once a watch has told them, by
 * request before.
 */
public final class KubernetesProjectStore implements ProjectStore, RoleTokens, ResourceListener {
  private final Resources resources;
  private final String namespace;
  private final Map<String, Project> snapshot = new ConcurrentHashMap<>();
  private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();
  private volatile boolean synced;

  public KubernetesProjectStore(Resources resources, String namespace) {
    this.resources = resources;
    this.namespace = namespace;
  }

  /** What must be followed and told to this store. */
  public Followed followed() {
    return new Followed(selection(), this);
  }

  private ResourceSelection selection() {
    return ResourceSelection.of(PROJECT, namespace);
  }

  @Override
  public Optional<Project> find(String name) {
    if (synced) {
      return Optional.ofNullable(snapshot.get(name));
    }
    return switch (resources.get(PROJECT, namespace, name)) {
      case Result.Success<Manifest>(var manifest) -> Optional.of(ProjectReader.read(manifest));
      case Result.Failed<Manifest> _ -> Optional.empty();
    };
  }

  @Override
  public Result<List<Project>> list() {
    if (synced) {
      return Result.success(
          snapshot.values().stream().sorted(Comparator.comparing(Project::name)).toList());
    }
    return resources
        .list(selection())
        .map(listing -> listing.items().stream().map(ProjectReader::read).toList());
  }

  @Override
  public Result<Project> create(Manifest project) {
    Manifest placed =
        project
            .with(PROJECT.apiVersion(), "apiVersion")
            .with(PROJECT.kind(), "kind")
            .with(namespace, "metadata", "namespace")
            .without("metadata", "resourceVersion")
            .without("metadata", "uid");
    return resources.create(PROJECT, namespace, placed).map(ProjectReader::read);
  }

  @Override
  public Result<Project> update(Manifest project) {
    return resources
        .get(PROJECT, namespace, project.name())
        .then(live -> resources.replace(PROJECT, namespace, Replacement.of(live, project)))
        .map(ProjectReader::read);
  }

  /** In the spec and in the status, as Argo CD keeps them the same. */
  @Override
  public Result<Project> write(Project read, String role, List<Token> tokens) {
    List<Map<String, @Nullable Object>> listed =
        tokens.stream().map(KubernetesProjectStore::entry).toList();
    List<Map<String, @Nullable Object>> roles =
        read.raw().items("spec", "roles").stream()
            .map(each ->
                each.text("name").filter(role::equals).isPresent() ? with(listed, each) : each)
            .map(Manifest::root)
            .toList();
    Map<String, @Nullable Object> inStatus = new HashMap<>();
    inStatus.put(role, listed.isEmpty() ? null : Map.of("items", listed));
    return resources
        .mergePatch(
            PROJECT,
            namespace,
            read.name(),
            Map.of(
                "metadata", Map.of("resourceVersion", read.resourceVersion()),
                "spec", Map.of("roles", roles),
                "status", Map.of("jwtTokensByRole", inStatus)))
        .map(ProjectReader::read)
        .map(written -> {
          snapshot.computeIfPresent(written.name(), (_, held) -> newer(held, written));
          return written;
        });
  }

  private static Manifest with(List<Map<String, @Nullable Object>> tokens, Manifest role) {
    return tokens.isEmpty() ? role.without("jwtTokens") : role.with(tokens, "jwtTokens");
  }

  private static Map<String, @Nullable Object> entry(Token token) {
    return new TreeBuilder()
        .always("iat", token.issuedAt().getEpochSecond())
        .put("exp", token.expiresAt().map(Instant::getEpochSecond).orElse(0L))
        .put("id", token.id())
        .build();
  }

  /** The watch may still tell of what was before a write of ours; a token must not come back. */
  private static Project newer(Project held, Project other) {
    return Newest.of(Optional.of(held.raw()), other.raw()).equals(other.raw()) ? other : held;
  }

  /** Makes sure that the project {@code default} exists, which permits everything, as Argo CD's. */
  public Result<Project> ensureDefault() {
    Result<Project> existing =
        resources.get(PROJECT, namespace, "default").map(ProjectReader::read);
    if (!(existing instanceof Result.Failed<Project>(Failure.NotFound _))) {
      return existing;
    }
    Map<String, String> everyKind = Map.of("group", "*", "kind", "*");
    return create(
            Manifest.of(
                Map.of(
                    "metadata",
                    Map.of("name", "default"),
                    "spec",
                    Map.of(
                        "sourceRepos",
                        List.of("*"),
                        "destinations",
                        List.of(Map.of("server", "*", "namespace", "*")),
                        "clusterResourceWhitelist",
                        List.of(everyKind)))))
        .map(made -> {
          snapshot.putIfAbsent(made.name(), made); // whoever asks next need not wait for the watch
          return made;
        });
  }

  @Override
  public void watch(Consumer<String> changed) {
    listeners.add(changed);
  }

  @Override
  public void upserted(Manifest resource) {
    Project project = ProjectReader.read(resource);
    snapshot.merge(project.name(), project, KubernetesProjectStore::newer);
    listeners.forEach(listener -> listener.accept(project.name()));
  }

  @Override
  public void removed(String projectNamespace, String name) {
    snapshot.remove(name);
    listeners.forEach(listener -> listener.accept(name));
  }

  @Override
  public void synced() {
    synced = true;
  }
}

package dev.kilter.store.settings;

import static dev.kilter.store.requests.ResourceKind.CONFIG_MAP;
import static dev.kilter.store.requests.ResourceKind.SECRET;

import dev.kilter.model.access.AccessRules;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.settings.Settings;
import dev.kilter.model.store.AccessStore;
import dev.kilter.model.store.SettingsStore;
import dev.kilter.store.requests.ResourceKind;
import dev.kilter.store.requests.ResourceSelection;
import dev.kilter.store.requests.Resources;
import dev.kilter.store.requests.SecretContent;
import dev.kilter.store.watching.Followed;
import dev.kilter.store.watching.ResourceListener;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;

/** Settings of the control plane's namespace: loaded once, then kept up by watches. */
public final class KubernetesSettingsStore implements SettingsStore {
  /** Secrets that values may refer to beside argocd-secret. */
  private static final String REFERABLE = "app.kubernetes.io/part-of=argocd";

  private final Resources resources;
  private final String namespace;
  private final Contents configMaps = new Contents();
  private final Contents namedSecret = new Contents();
  private final Contents referableSecrets = new Contents();
  private final List<Consumer<Settings>> listeners = new CopyOnWriteArrayList<>();
  private final Access access = new Access();
  private volatile Settings current = SettingsReader.defaults();

  public KubernetesSettingsStore(Resources resources, String namespace) {
    this.resources = resources;
    this.namespace = namespace;
  }

  /** Reads everything now, by request. What was read counts even where the rest fails. */
  public Result<Settings> load() {
    return loaded(CONFIG_MAP, SettingsReader.CONFIG, configMaps, KubernetesSettingsStore::entries)
        .then(_ ->
            loaded(
                CONFIG_MAP,
                SettingsReader.PARAMETERS,
                configMaps,
                KubernetesSettingsStore::entries))
        .then(_ -> {
          refresh();
          return loaded(SECRET, SecretReferences.MAIN, namedSecret, SecretContent::of);
        })
        .then(_ -> resources.list(referable()))
        .map(listing -> {
          listing
              .items()
              .forEach(secret -> referableSecrets.put(secret.name(), SecretContent.of(secret)));
          refresh();
          return current;
        });
  }

  /** Reads argocd-cmd-params-cm only. */
  Result<Void> loadParameters() {
    Result<Void> result =
        loaded(CONFIG_MAP, SettingsReader.PARAMETERS, configMaps, KubernetesSettingsStore::entries);
    refresh();
    return result;
  }

  /** Reads argocd-rbac-cm, and argocd-cm for the switches that belong to it. */
  Result<Void> loadAccess() {
    Result<Void> result =
        loaded(CONFIG_MAP, AccessReader.RBAC, configMaps, KubernetesSettingsStore::entries)
            .then(_ ->
                loaded(
                    CONFIG_MAP,
                    SettingsReader.CONFIG,
                    configMaps,
                    KubernetesSettingsStore::entries));
    refresh();
    return result;
  }

  private Result<Void> loaded(
      ResourceKind kind,
      String name,
      Contents into,
      Function<Manifest, Map<String, String>> reading) {
    return switch (resources.get(kind, namespace, name)) {
      case Result.Success<Manifest>(var resource) -> {
        into.put(name, reading.apply(resource));
        yield Result.done();
      }
      case Result.Failed<Manifest>(Failure.NotFound _) -> Result.done();
      case Result.Failed<Manifest>(var failure) -> Result.failed(failure);
    };
  }

  /** What must be followed and told to this store. */
  public List<Followed> followed() {
    return List.of(
        followed(
            ResourceSelection.named(CONFIG_MAP, namespace, SettingsReader.CONFIG),
            configMaps,
            KubernetesSettingsStore::entries),
        followed(
            ResourceSelection.named(CONFIG_MAP, namespace, SettingsReader.PARAMETERS),
            configMaps,
            KubernetesSettingsStore::entries),
        followed(
            ResourceSelection.named(CONFIG_MAP, namespace, AccessReader.RBAC),
            configMaps,
            KubernetesSettingsStore::entries),
        followed(
            ResourceSelection.named(SECRET, namespace, SecretReferences.MAIN),
            namedSecret,
            SecretContent::of),
        followed(referable(), referableSecrets, SecretContent::of));
  }

  private Followed followed(
      ResourceSelection selection, Contents into, Function<Manifest, Map<String, String>> reading) {
    return new Followed(
        selection,
        new ResourceListener() {
          @Override
          public void upserted(Manifest resource) {
            into.put(resource.name(), reading.apply(resource));
            refresh();
          }

          @Override
          public void removed(String removedFrom, String name) {
            into.remove(name);
            refresh();
          }
        });
  }

  private ResourceSelection referable() {
    return ResourceSelection.labelled(SECRET, namespace, REFERABLE);
  }

  @Override
  public Settings current() {
    return current;
  }

  @Override
  public void watch(Consumer<Settings> changed) {
    listeners.add(changed);
  }

  /** The rules of access, which nobody but the server asks for. */
  public AccessStore access() {
    return access;
  }

  /** Several watches may call at once; listeners hear of one snapshot after the other. */
  private synchronized void refresh() {
    Map<String, Map<String, String>> secrets = new HashMap<>(referableSecrets.byName);
    secrets.putAll(namedSecret.byName);
    Settings next =
        SettingsReader.read(
            configMaps.of(SettingsReader.CONFIG),
            configMaps.of(SettingsReader.PARAMETERS),
            secrets);
    if (!next.equals(current)) {
      current = next;
      listeners.forEach(listener -> listener.accept(next));
    }
    access.put(
        AccessReader.read(configMaps.of(AccessReader.RBAC), configMaps.of(SettingsReader.CONFIG)));
  }

  private static Map<String, String> entries(Manifest configMap) {
    Map<String, String> entries = new HashMap<>();
    configMap
        .map("data")
        .forEach((key, value) -> {
          if (value instanceof String text) {
            entries.put(key, text);
          }
        });
    return entries;
  }

  /** Until it is read, only the built-in policy. */
  private static final class Access implements AccessStore {
    private final List<Consumer<AccessRules>> listeners = new CopyOnWriteArrayList<>();
    private volatile AccessRules current = AccessRules.DEFAULTS;

    void put(AccessRules next) {
      if (!next.equals(current)) {
        current = next;
        listeners.forEach(listener -> listener.accept(next));
      }
    }

    @Override
    public AccessRules current() {
      return current;
    }

    @Override
    public void watch(Consumer<AccessRules> changed) {
      listeners.add(changed);
    }
  }

  /** Contents by the name of what they come from. */
  private static final class Contents {
    private final Map<String, Map<String, String>> byName = new ConcurrentHashMap<>();

    void put(String name, Map<String, String> entries) {
      byName.put(name, entries);
    }

    void remove(String name) {
      byName.remove(name);
    }

    Map<String, String> of(String name) {
      return byName.getOrDefault(name, Map.of());
    }
  }
}

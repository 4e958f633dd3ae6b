package dev.kilter.store.accounts;

import static dev.kilter.store.requests.ResourceKind.CONFIG_MAP;
import static dev.kilter.store.requests.ResourceKind.SECRET;

import dev.kilter.model.access.Account;
import dev.kilter.model.access.Account.Token;
import dev.kilter.model.access.Accounts;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.store.AccountStore;
import dev.kilter.store.requests.Newest;
import dev.kilter.store.requests.ResourceKind;
import dev.kilter.store.requests.ResourceSelection;
import dev.kilter.store.requests.Resources;
import dev.kilter.store.requests.SecretContent;
import dev.kilter.store.tree.Times;
import dev.kilter.store.watching.Followed;
import dev.kilter.store.watching.ResourceListener;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Accounts of the control plane's namespace: read at the first question, then kept up by watches
 * and by what this store writes itself.
 */
public final class KubernetesAccountStore implements AccountStore {
  private static final Logger LOG = LoggerFactory.getLogger(KubernetesAccountStore.class);
  private static final Manifest ABSENT = Manifest.of(Map.of());
  private static final int ATTEMPTS = 5;

  private final Resources resources;
  private final String namespace;
  private Optional<Manifest> configMap = Optional.empty();
  private Optional<Manifest> secret = Optional.empty();
  private volatile Accounts current = Accounts.NONE;
  private volatile boolean known;
  private final ReentrantLock loading = new ReentrantLock();

  public KubernetesAccountStore(Resources resources, String namespace) {
    this.resources = resources;
    this.namespace = namespace;
  }

  /** Reads everything now, by request. */
  public Result<Accounts> load() {
    return read(CONFIG_MAP, AccountKeys.CONFIG)
        .then(config -> read(SECRET, AccountKeys.SECRET).map(secrets -> loaded(config, secrets)));
  }

  /** That something is not there counts only from the watch: it may have come since the request. */
  private synchronized Accounts loaded(Manifest config, Manifest secrets) {
    configMap =
        Optional.of(
            config.equals(ABSENT) ? configMap.orElse(ABSENT) : Newest.of(configMap, config));
    secret =
        Optional.of(secrets.equals(ABSENT) ? secret.orElse(ABSENT) : Newest.of(secret, secrets));
    return refreshed();
  }

  private Result<Manifest> read(ResourceKind kind, String name) {
    return switch (resources.get(kind, namespace, name)) {
      case Result.Failed<Manifest>(Failure.NotFound _) -> Result.success(ABSENT);
      case Result.Failed<Manifest> failed -> failed;
      case Result.Success<Manifest> read -> read;
    };
  }

  /** What must be followed and told to this store. */
  public List<Followed> followed() {
    return List.of(
        new Followed(
            ResourceSelection.named(CONFIG_MAP, namespace, AccountKeys.CONFIG),
            new Listener(this::configMap, this::noConfigMap)),
        new Followed(
            ResourceSelection.named(SECRET, namespace, AccountKeys.SECRET),
            new Listener(this::secret, this::noSecret)));
  }

  /** Before the watches have told everything it is read, by one of those who ask at once. */
  @Override
  public Accounts current() {
    if (!known && loading.tryLock()) {
      try {
        if (load() instanceof Result.Failed<Accounts>(var failure)) {
          LOG.warn("Nobody can log in, since the accounts cannot be read: {}", failure.message());
        }
      } finally {
        loading.unlock();
      }
    }
    return current;
  }

  @Override
  public Result<Void> changePassword(Account read, String hash, Instant at) {
    AccountKeys keys = AccountKeys.of(read.name());
    return edit(
        read.name(),
        live -> {
          String present = SecretContent.of(live).getOrDefault(keys.password(), "");
          return present.equals(read.passwordHash())
              ? Result.success(entries(keys.password(), hash, keys.passwordMtime(), Times.text(at)))
              : conflict("The password of account \"" + read.name() + "\" was changed meanwhile.");
        });
  }

  @Override
  public Result<Void> addToken(String name, Token token) {
    return editTokens(
        name,
        entries -> {
          if (entries.stream().anyMatch(entry -> TokenList.token(entry).id().equals(token.id()))) {
            return conflict("Account \"" + name + "\" has a token \"" + token.id() + "\" already.");
          }
          List<Manifest> more = new ArrayList<>(entries);
          more.add(TokenList.entry(token));
          return Result.success(more);
        });
  }

  @Override
  public Result<Void> removeToken(String name, String id) {
    return editTokens(
        name,
        entries -> {
          List<Manifest> fewer =
              entries.stream().filter(entry -> !TokenList.token(entry).id().equals(id)).toList();
          return fewer.size() == entries.size()
              ? Result.failed(
                  new Failure.NotFound("Account \"" + name + "\" has no token \"" + id + "\"."))
              : Result.success(fewer);
        });
  }

  private Result<Void> editTokens(
      String name, Function<List<Manifest>, Result<List<Manifest>>> change) {
    String key = AccountKeys.of(name).tokens();
    return edit(
        name,
        live -> {
          Optional<List<Manifest>> entries =
              TokenList.read(SecretContent.of(live).getOrDefault(key, ""));
          return entries.isEmpty()
              ? conflict(
                  AccountKeys.SECRET + ": " + key + " is no list of tokens; correct it first.")
              : change
                  .apply(entries.get())
                  .map(next -> entries(key, next.isEmpty() ? null : TokenList.write(next)));
        });
  }

  /** Reads the Secret, and writes the entries that follow from it if it is still the same. */
  private Result<Void> edit(
      String name, Function<Manifest, Result<Map<String, @Nullable Object>>> change) {
    Result<Accounts> read = load();
    if (read instanceof Result.Success<Accounts>(var accounts) && accounts.find(name).isEmpty()) {
      return Result.failed(new Failure.NotFound("There is no account \"" + name + "\"."));
    }
    return read.then(_ -> write(change));
  }

  /** Whoever else writes the Secret has most likely to do with another account. */
  Result<Void> write(Function<Manifest, Result<Map<String, @Nullable Object>>> change) {
    Result<Void> outcome = conflict(AccountKeys.SECRET + " changes all the time.");
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      switch (read(SECRET, AccountKeys.SECRET)
          .then(live -> change.apply(live).map(data -> new Edit(live, data)))) {
        case Result.Failed<Edit>(var failure) -> {
          return Result.failed(failure);
        }
        case Result.Success<Edit>(var edit) -> {
          outcome = write(edit);
          if (!(outcome instanceof Result.Failed<Void>(Failure.Conflict _))) {
            return outcome;
          }
        }
      }
    }
    return outcome;
  }

  private record Edit(Manifest live, Map<String, @Nullable Object> data) {
    @Override
    public String toString() {
      return "Edit";
    }
  }

  private Result<Void> write(Edit edit) {
    if (edit.data.isEmpty()) {
      return Result.done();
    }
    Result<Manifest> written =
        edit.live.name().isEmpty()
            ? resources.create(SECRET, namespace, fresh(edit.data))
            : resources.mergePatch(
                SECRET,
                namespace,
                AccountKeys.SECRET,
                Map.of(
                    "metadata",
                    Map.of("resourceVersion", edit.live.resourceVersion()),
                    "data",
                    edit.data));
    return written.then(secrets -> {
      secret(secrets);
      return Result.done();
    });
  }

  private static Manifest fresh(Map<String, @Nullable Object> data) {
    return Manifest.of(
        Map.of(
            "apiVersion",
            "v1",
            "kind",
            "Secret",
            "type",
            "Opaque",
            "metadata",
            Map.of(
                "name",
                AccountKeys.SECRET,
                "labels",
                Map.of(
                    "app.kubernetes.io/name",
                    AccountKeys.SECRET,
                    "app.kubernetes.io/part-of",
                    "argocd")),
            "data",
            data));
  }

  /** Keys and texts in turn, as a Secret's data; null removes. */
  static Map<String, @Nullable Object> entries(@Nullable String... keysAndTexts) {
    Map<String, @Nullable Object> data = new LinkedHashMap<>();
    for (int i = 0; i < keysAndTexts.length; i += 2) {
      String text = keysAndTexts[i + 1];
      data.put(
          String.valueOf(keysAndTexts[i]),
          text == null ? null : SecretContent.encoded(text.getBytes(StandardCharsets.UTF_8)));
    }
    return data;
  }

  private static <T> Result<T> conflict(String message) {
    return Result.failed(new Failure.Conflict(message));
  }

  private synchronized void configMap(Manifest next) {
    configMap = Optional.of(Newest.of(configMap, next));
    refreshed();
  }

  private synchronized void secret(Manifest next) {
    secret = Optional.of(Newest.of(secret, next));
    refreshed();
  }

  /** The watch knows all, and has not told of one. */
  private synchronized void noConfigMap() {
    configMap(configMap.orElse(ABSENT));
  }

  private synchronized void noSecret() {
    secret(secret.orElse(ABSENT));
  }

  private Accounts refreshed() {
    if (configMap.isEmpty() || secret.isEmpty()) {
      return current;
    }
    Accounts next = AccountReader.read(configMap.get(), secret.get());
    next.problems().stream()
        .filter(problem -> !current.problems().contains(problem))
        .forEach(problem -> LOG.warn("{}", problem));
    current = next;
    known = true;
    return next;
  }

  private record Listener(Consumer<Manifest> told, Runnable absent) implements ResourceListener {
    @Override
    public void upserted(Manifest resource) {
      told.accept(resource);
    }

    @Override
    public void removed(String namespace, String name) {
      told.accept(ABSENT);
    }

    @Override
    public void synced() {
      absent.run();
    }
  }
}

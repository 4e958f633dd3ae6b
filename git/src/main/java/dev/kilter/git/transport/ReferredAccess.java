package dev.kilter.git.transport;

import dev.kilter.model.failure.Result;
import dev.kilter.model.source.Repository;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * As whom something is fetched that the files of a repository refer to, as submodules: with what is
 * configured for its URL and its reader may use; else, on the same host, as the repository itself
 * (as Argo CD does on every host); else as nobody, by the same proxy.
 */
public final class ReferredAccess {
  private static final String LFS = "enableLfs";

  /** Nothing is configured but the repository itself. */
  public static final ReferredAccess OPEN = new ReferredAccess((_, url) -> Repository.open(url));

  private final BiFunction<Repository, String, Repository> configured;

  /** {@code configured} knows a URL as the reader of a repository may use it. */
  public ReferredAccess(BiFunction<Repository, String, Repository> configured) {
    this.configured = configured;
  }

  /** The repository at the URL that a file of the parent names. */
  public Repository repository(Repository parent, String url) {
    Repository known = configured.apply(parent, url).readBy(parent.reader());
    if (!known.credentials().isEmpty()) {
      return alike(parent, known);
    }
    return onSameHost(parent.url(), url)
        ? parent.at(url)
        : alike(parent, known.with(proxy(parent)));
  }

  private static boolean onSameHost(String parent, String url) {
    return RepositoryUrl.parse(parent)
                .then(home -> RepositoryUrl.parse(url).map(home::isOnSameHost))
            instanceof Result.Success<Boolean>(var same)
        && same;
  }

  private static Map<String, String> proxy(Repository parent) {
    Map<String, String> proxy = new HashMap<>(parent.credentials());
    proxy.keySet().removeIf(key -> !key.equals("proxy") && !key.equals("noProxy"));
    return proxy;
  }

  /**
   * Whether large files are looked up is asked of the parent: its Secret is the one that counts.
   */
  private static Repository alike(Repository parent, Repository known) {
    Map<String, String> credentials = new HashMap<>(known.credentials());
    credentials.remove(LFS);
    if (parent.credentials().containsKey(LFS)) {
      credentials.put(LFS, parent.credentials().get(LFS));
    }
    return known.with(credentials);
  }
}

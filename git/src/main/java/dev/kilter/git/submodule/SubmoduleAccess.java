package dev.kilter.git.submodule;

import dev.kilter.git.transport.RepositoryUrl;
import dev.kilter.model.failure.Result;
import dev.kilter.model.source.Repository;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * As whom a submodule is fetched: with what is configured for its URL and its reader may use; else,
 * on the same host, as the repository that names it (as Argo CD does on every host); else as
 * nobody, by the same proxy.
 */
public final class SubmoduleAccess {
  /** Nothing is configured but what names the submodules. */
  public static final SubmoduleAccess OPEN = new SubmoduleAccess((_, url) -> Repository.open(url));

  private final BiFunction<Repository, String, Repository> configured;

  /** {@code configured} knows a URL as the reader of a repository may use it. */
  public SubmoduleAccess(BiFunction<Repository, String, Repository> configured) {
    this.configured = configured;
  }

  Repository repository(Repository parent, String url) {
    Repository known = configured.apply(parent, url).readBy(parent.reader());
    if (!known.credentials().isEmpty()) {
      return known;
    }
    return onSameHost(parent.url(), url) ? parent.at(url) : known.with(proxy(parent));
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
}

package dev.kilter.git.submodule;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jgit.errors.ConfigInvalidException;
import org.eclipse.jgit.lib.Config;
import org.jspecify.annotations.Nullable;

/**
 * What a {@code .gitmodules} says: from where the submodule at each path comes. Nothing else of it
 * is obeyed; names of submodules, which git makes folders of, mean nothing here.
 */
record GitModules(Map<String, String> urls) {
  static final int MAX_BYTES = 1 << 20;
  private static final String SECTION = "submodule";

  GitModules {
    urls = Map.copyOf(urls);
  }

  static GitModules parsed(String text) throws ConfigInvalidException {
    Config config = new Config();
    config.fromText(text);
    Map<String, String> urls = new HashMap<>();
    for (String name : config.getSubsections(SECTION)) {
      @Nullable String path = config.getString(SECTION, name, "path");
      @Nullable String url = config.getString(SECTION, name, "url");
      if (path != null && url != null) {
        urls.put(path.replaceFirst("/+$", ""), url);
      }
    }
    return new GitModules(urls);
  }

  Optional<String> url(String path) {
    return Optional.ofNullable(urls.get(path));
  }
}

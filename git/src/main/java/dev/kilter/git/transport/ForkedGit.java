package dev.kilter.git.transport;

import dev.kilter.git.revision.RemoteRefs;
import dev.kilter.model.source.Repository;
import java.io.IOException;
import java.net.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.eclipse.jgit.transport.RefSpec;

/**
 * Speaks to a remote through the system's {@code git}, for repositories that are too large for
 * JGit. It is given nothing of this machine's configuration and runs no hook, helper or prompt.
 * Credentials are in its environment only, keys of SSH and TLS in files that only this user can
 * read, for as long as it runs. It follows no redirect, since it would take the credentials along.
 */
final class ForkedGit {
  private final RepositoryUrl url;
  private final Repository repository;
  private final Proxy proxy;
  private final Duration patience;
  private final Surroundings surroundings;

  /**
   * What of Kilter's it is given.
   *
   * @param home an empty folder
   * @param fileUrls whether folders of this machine may be remotes
   */
  record Surroundings(
      Path home, boolean fileUrls, String knownHosts, UnaryOperator<String> hostCertificates) {}

  ForkedGit(
      RepositoryUrl url,
      Repository repository,
      Proxy proxy,
      Duration patience,
      Surroundings surroundings) {
    this.url = url;
    this.repository = repository;
    this.proxy = proxy;
    this.patience = patience;
    this.surroundings = surroundings;
  }

  RemoteRefs refs() throws IOException {
    return RemoteRefs.listed(run(List.of("ls-remote", "--quiet", "--", url.uri().toString())));
  }

  /** Brings the sources of the specs into a bare repository. */
  void fetch(Path local, Collection<RefSpec> specs, int depth) throws IOException {
    List<String> words = new ArrayList<>(List.of("--git-dir=" + local, "fetch", "--progress"));
    words.addAll(List.of("--no-tags", "--no-write-fetch-head", "--no-recurse-submodules"));
    words.add("--no-auto-maintenance");
    if (depth > 0) {
      words.add("--depth=" + depth);
    }
    words.add("--");
    words.add(url.uri().toString());
    specs.forEach(spec -> words.add(spec.toString()));
    run(words);
  }

  private String run(List<String> words) throws IOException {
    List<String> command = new ArrayList<>(List.of("git"));
    command.addAll(words);
    Files.createDirectories(surroundings.home()); // the cache may vanish
    try (ScratchFiles files = new ScratchFiles(surroundings.home())) {
      return ForkedProcess.run(command, environment(files), surroundings.home(), patience);
    }
  }

  private Map<String, String> environment(ScratchFiles files) throws IOException {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("PATH", System.getenv().getOrDefault("PATH", "/usr/bin:/bin"));
    environment.put("HOME", surroundings.home().toString());
    environment.put("XDG_CONFIG_HOME", surroundings.home().toString());
    environment.put("LC_ALL", "C");
    environment.put("GIT_CONFIG_NOSYSTEM", "1");
    environment.put("GIT_CONFIG_GLOBAL", "/dev/null");
    environment.put("GIT_TERMINAL_PROMPT", "0");
    environment.put("GIT_NO_LAZY_FETCH", "1");
    environment.put(
        "GIT_ALLOW_PROTOCOL", "http:https:ssh:git" + (surroundings.fileUrls() ? ":file" : ""));
    Map<String, String> config = new LinkedHashMap<>();
    config.put("core.hooksPath", "/dev/null");
    config.put("core.fsmonitor", "false");
    config.put("credential.helper", "");
    config.put("gc.auto", "0");
    config.put("maintenance.auto", "false");
    config.put("fetch.unpackLimit", "1");
    config.put("protocol.version", "2");
    if (url.isHttp()) {
      new ForkedHttp(url, repository, proxy, surroundings.hostCertificates()).into(config, files);
    } else if (!url.local()) {
      environment.putAll(
          new ForkedSsh(url, repository, proxy, surroundings.knownHosts()).environment(files));
    }
    environment.put("GIT_CONFIG_COUNT", String.valueOf(config.size()));
    int number = 0;
    for (Map.Entry<String, String> entry : config.entrySet()) {
      environment.put("GIT_CONFIG_KEY_" + number, entry.getKey());
      environment.put("GIT_CONFIG_VALUE_" + number, entry.getValue());
      number++;
    }
    return environment;
  }
}

package dev.kilter.git;

import dev.kilter.git.transport.ReferredAccess;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;
import dev.kilter.model.settings.Settings;
import dev.kilter.model.settings.Settings.Git.Client;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/** Fetchers for tests, and short ways to what they answer. */
final class Fetchers {
  static final Duration WINDOW = Duration.ofMinutes(3);

  private Fetchers() {}

  static JGitFetcher in(Path cache) throws IOException {
    return in(cache, Client.JGIT);
  }

  static JGitFetcher in(Path cache, Client client) throws IOException {
    return new JGitFetcher(options(cache, InstantSource.system(), "", client));
  }

  static GitOptions options(Path cache, InstantSource clock, String knownHosts) {
    return options(cache, clock, knownHosts, Client.JGIT);
  }

  static GitOptions options(Path cache, InstantSource clock, String knownHosts, Client client) {
    return new GitOptions(
        cache,
        () -> sources(true, client),
        () -> WINDOW,
        () -> knownHosts,
        _ -> "",
        Map::of,
        ReferredAccess.OPEN,
        clock);
  }

  static Settings.Sources sources(boolean fileUrls) {
    return sources(fileUrls, Client.JGIT);
  }

  static Settings.Sources sources(boolean fileUrls, Client client) {
    return new Settings.Sources(
        fileUrls,
        true,
        true,
        true,
        10_000_000,
        Duration.ofSeconds(5),
        Settings.Tools.DEFAULTS,
        new Settings.Git(true, client));
  }

  static <T> T value(Result<T> result) {
    return switch (result) {
      case Result.Success<T>(var value) -> value;
      case Result.Failed<T>(var failure) -> throw new AssertionError(failure);
    };
  }

  static Failure failure(Result<?> result) {
    return switch (result) {
      case Result.Success<?>(var value) -> throw new AssertionError("expected a failure: " + value);
      case Result.Failed<?>(var failure) -> failure;
    };
  }
}

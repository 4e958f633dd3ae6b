package dev.kilter.render.helm;

import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;
import dev.kilter.model.manifest.Digest;
import dev.kilter.model.match.Glob;
import dev.kilter.model.render.RemoteInputs;
import dev.kilter.model.settings.Settings;
import dev.kilter.model.source.SourceTree;
import dev.kilter.render.input.ToolSource;
import dev.kilter.render.input.Unrenderable;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What one render brings from other places than Git: by allowed schemes, from allowed hosts. */
final class Elsewhere {
  private static final long MAX_BYTES = 16L * 1024 * 1024;

  private final RemoteInputs remote;
  private final Settings.Tools settings;
  private final String project;
  private final Map<String, String> digests = new TreeMap<>();

  Elsewhere(RemoteInputs remote, ToolSource source) {
    this.remote = remote;
    this.settings = source.tools();
    this.project = source.request().project();
  }

  static boolean isUrl(String text) {
    return text.contains("://");
  }

  byte[] file(String url) {
    String scheme = url.substring(0, url.indexOf("://")).toLowerCase(Locale.ROOT);
    if (!settings.valuesFileSchemes().contains(scheme)) {
      throw refused(
          "the value file "
              + url
              + " has the scheme "
              + scheme
              + "; helm.valuesFileSchemes in argocd-cm allows "
              + String.join(", ", settings.valuesFileSchemes()));
    }
    checkHost(url, "the value file " + url);
    byte[] content = given(remote.file(url, MAX_BYTES, project));
    digests.put(url, Digest.ofBytes(content).toString());
    return content;
  }

  SourceTree chart(String repository, String name, String version) {
    checkHost(repository, "the dependency " + name + " from " + repository);
    SourceTree chart = given(remote.chart(repository, name, version, project));
    digests.put(repository + " " + name + " " + version, chart.objectId("").orElse(""));
    return chart;
  }

  private void checkHost(String url, String what) {
    String host;
    try {
      host = String.valueOf(URI.create(url).getHost());
    } catch (IllegalArgumentException e) {
      throw refused(what + " has no readable URL");
    }
    if (settings.remoteHosts().stream().noneMatch(glob -> Glob.matches(glob, host))) {
      throw refused(
          what
              + " is on host "
              + host
              + ", from which the setting kilter.remote.hosts of argocd-cm lets nothing be fetched");
    }
  }

  private static Unrenderable refused(String message) {
    return new Unrenderable(new Failure.InvalidSpec(message));
  }

  private static <T> T given(Result<T> result) {
    return switch (result) {
      case Result.Success<T>(var value) -> value;
      case Result.Failed<T>(var failure) -> throw new Unrenderable(failure);
    };
  }

  /** What was brought, by where it came from. */
  Map<String, String> digests() {
    return digests;
  }
}

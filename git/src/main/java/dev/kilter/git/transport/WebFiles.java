package dev.kilter.git.transport;

import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;
import dev.kilter.model.match.Glob;
import dev.kilter.model.source.Repository;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Files of web servers that sources name, without anyone's credentials. Each host on the way must
 * be allowed, and must not be this machine unless it is allowed by its very name: users must not
 * reach through Kilter what only Kilter can reach.
 */
public final class WebFiles {
  /** What a URL is in messages, where others are repositories. */
  static final String TYPE = "file";

  private final Supplier<List<String>> hosts;
  private final Duration timeout;
  private final UnaryOperator<String> hostCertificates;

  /**
   * @param hosts globs of those that are allowed
   */
  public WebFiles(
      Supplier<List<String>> hosts, Duration timeout, UnaryOperator<String> hostCertificates) {
    this.hosts = hosts;
    this.timeout = timeout;
    this.hostCertificates = hostCertificates;
  }

  /** Failures: InvalidSpec where it is no such URL, RepositoryUnreachable, RepositoryDenied. */
  public Result<byte[]> get(String url, long maxBytes) {
    Repository place = new Repository(url, TYPE, "", "", Map.of());
    return Web.of(place, timeout, hostCertificates, this::check)
        .then(web ->
            web.get(url, Map.of(), maxBytes)
                .then(answer ->
                    answer.ok()
                        ? Result.success(answer.body())
                        : Result.failed(refused(url, answer))));
  }

  private static Failure refused(String url, Web.Answer answer) {
    return new Failure.RepositoryUnreachable(
        url, TYPE + " " + url + ": it was answered with HTTP " + answer.status());
  }

  private void check(URI at) throws IOException {
    if (at.getUserInfo() != null) {
      throw new IOException("it leads to a URL with a name or password in it");
    }
    String host = at.getHost().toLowerCase(Locale.ROOT);
    List<String> allowed = hosts.get();
    if (allowed.contains(host)) {
      return;
    }
    if (allowed.stream().noneMatch(pattern -> Glob.matches(pattern, host))) {
      throw new IOException("it leads to " + host + ", which is not allowed (kilter.remote.hosts)");
    }
    for (InetAddress address : InetAddress.getAllByName(host)) {
      if (address.isLoopbackAddress()) {
        throw new IOException(
            "it leads to %s, an address of this machine (allow it by its name in".formatted(host)
                + " kilter.remote.hosts)");
      }
    }
  }
}

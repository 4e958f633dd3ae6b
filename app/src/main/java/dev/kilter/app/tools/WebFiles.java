package dev.kilter.app.tools;

import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;
import dev.kilter.model.match.Glob;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Files of web servers. Each host on the way must be allowed, and must not be this machine or its
 * link unless it is allowed by its very name: users must not reach through Kilter what only Kilter
 * can reach. The address that is looked at is the one that is connected to, for the JDK keeps
 * answers of DNS for longer than that takes.
 */
public final class WebFiles {
  private static final int MAX_HOPS = 5;
  private final HttpClient client;
  private final Supplier<List<String>> hosts;
  private final Duration timeout;

  /**
   * @param hosts globs of those that are allowed
   */
  public WebFiles(Supplier<List<String>> hosts, Duration timeout) {
    this.hosts = hosts;
    this.timeout = timeout;
    client =
        HttpClient.newBuilder()
            .connectTimeout(timeout)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  Result<byte[]> get(String url, long maxBytes) {
    try {
      URI at = new URI(url);
      for (int hop = 0; hop < MAX_HOPS; hop++) {
        Optional<String> refusal = refusal(at);
        if (refusal.isPresent()) {
          return failed(url, refusal.get());
        }
        HttpResponse<InputStream> response = ask(at);
        try (InputStream body = response.body()) {
          Optional<String> next = response.headers().firstValue("location");
          if (response.statusCode() / 100 == 3 && next.isPresent()) {
            at = at.resolve(next.get());
          } else if (response.statusCode() / 100 != 2) {
            return failed(url, "was answered with HTTP " + response.statusCode());
          } else {
            byte[] content = body.readNBytes((int) Math.min(maxBytes + 1, Integer.MAX_VALUE - 8));
            return content.length > maxBytes
                ? failed(url, "is larger than " + maxBytes + " bytes")
                : Result.success(content);
          }
        }
      }
      return failed(url, "leads on more than " + MAX_HOPS + " times");
    } catch (IOException | java.net.URISyntaxException | IllegalArgumentException e) {
      return failed(url, "cannot be read: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return failed(url, "was not read to its end: interrupted");
    }
  }

  private HttpResponse<InputStream> ask(URI at) throws IOException, InterruptedException {
    return client.send(
        HttpRequest.newBuilder(at).timeout(timeout).build(), BodyHandlers.ofInputStream());
  }

  private static Result<byte[]> failed(String url, String why) {
    return Result.failed(new Failure.RepositoryUnreachable(url, url + " " + why));
  }

  private Optional<String> refusal(URI at) {
    String scheme = String.valueOf(at.getScheme()).toLowerCase(Locale.ROOT);
    if (!scheme.equals("https") && !scheme.equals("http")) {
      return Optional.of("leads to a URL that is neither http nor https");
    }
    if (at.getHost() == null || at.getUserInfo() != null) {
      return Optional.of("leads to a URL without a plain host");
    }
    String host = at.getHost().toLowerCase(Locale.ROOT);
    if (hosts.get().contains(host)) {
      return Optional.empty();
    }
    boolean allowed =
        hosts.get().stream()
            .anyMatch(
                pattern -> Glob.compile(pattern).filter(glob -> glob.matches(host)).isPresent());
    if (!allowed) {
      return Optional.of("leads to " + host + ", which is not allowed (kilter.remote.hosts)");
    }
    try {
      for (InetAddress address : InetAddress.getAllByName(host)) {
        if (isNear(address)) {
          return Optional.of(
              "leads to %s, an address of this machine or its link (allow it by its name in"
                      .formatted(host)
                  + " kilter.remote.hosts)");
        }
      }
      return Optional.empty();
    } catch (UnknownHostException e) {
      return Optional.of("leads to " + host + ", which has no address");
    }
  }

  private static boolean isNear(InetAddress address) {
    return address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || address.isAnyLocalAddress()
        || address.isMulticastAddress();
  }
}

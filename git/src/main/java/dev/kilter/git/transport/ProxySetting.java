package dev.kilter.git.transport;

import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The keys {@code proxy} and {@code noProxy} of a repository's credentials. */
final class ProxySetting {
  private static final Pattern URL =
      Pattern.compile("(https?|socks5h?)://([A-Za-z0-9][A-Za-z0-9.-]*)(?::([0-9]{1,5}))?/?");
  private static final Set<String> WEB = Set.of("http", "https");

  private ProxySetting() {}

  static Result<Proxy> of(Map<String, String> credentials, String host) {
    String text = credentials.getOrDefault("proxy", "").strip();
    if (text.isEmpty() || isExempt(credentials.getOrDefault("noProxy", ""), host)) {
      return Result.success(Proxy.NO_PROXY);
    }
    Matcher matcher = URL.matcher(text);
    int port = matcher.matches() ? port(matcher) : -1;
    if (port < 1 || port > 65535) {
      return Result.failed(
          new Failure.InvalidSpec(
              "the proxy of the repository must look like http://host:port or socks5://host:port"
                  + " (without a password)"));
    }
    Proxy.Type type = WEB.contains(matcher.group(1)) ? Proxy.Type.HTTP : Proxy.Type.SOCKS;
    return Result.success(
        new Proxy(type, InetSocketAddress.createUnresolved(matcher.group(2), port)));
  }

  private static int port(Matcher matcher) {
    if (matcher.group(3) != null) {
      return Integer.parseInt(matcher.group(3));
    }
    return switch (matcher.group(1)) {
      case "http" -> 80;
      case "https" -> 443;
      default -> 1080;
    };
  }

  private static boolean isExempt(String noProxy, String host) {
    String name = host.toLowerCase(Locale.ROOT);
    return Arrays.stream(noProxy.split(",", -1))
        .map(entry -> entry.strip().toLowerCase(Locale.ROOT))
        .filter(entry -> !entry.isEmpty())
        .map(entry -> entry.startsWith("*.") ? entry.substring(1) : entry)
        .anyMatch(entry ->
            entry.equals("*")
                || name.equals(entry.startsWith(".") ? entry.substring(1) : entry)
                || name.endsWith(entry.startsWith(".") ? entry : "." + entry));
  }
}

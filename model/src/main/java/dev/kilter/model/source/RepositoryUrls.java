package dev.kilter.model.source;

import java.util.Locale;

/**
 * Tells whether two URLs name one repository, as Argo CD's webhook matching does: protocol, user,
 * port, an {@code ssh.} or {@code altssh.} host prefix, {@code .git}, slashes at the ends and case
 * do not count. Plain text comparison: no part of a URL is ever read as a pattern.
 */
public final class RepositoryUrls {
  private RepositoryUrls() {}

  public static boolean same(String one, String other) {
    String identity = identity(one);
    return !identity.isEmpty() && identity.equals(identity(other));
  }

  /**
   * The part of a URL that names the repository, {@code github.com/acme/shop}; empty where the text
   * is no repository URL.
   */
  public static String identity(String url) {
    String text = url.strip().toLowerCase(Locale.ROOT);
    int scheme = text.indexOf("://");
    String protocol = scheme < 0 ? "" : text.substring(0, scheme);
    String rest = scheme < 0 ? text : text.substring(scheme + 3);
    return switch (protocol) {
      case "file" -> "file:" + trimmed(rest);
      case "http", "https", "ssh", "git+ssh", "git", "" -> remote(rest);
      default -> "";
    };
  }

  private static String remote(String rest) {
    int end = endOfAuthority(rest);
    if (end <= 0) {
      return "";
    }
    String host = withoutPort(withoutUser(rest.substring(0, end)));
    String path = rest.substring(end + 1);
    int colon = rest.charAt(end) == ':' ? path.indexOf('/') : -1;
    if (colon > 0 && isNumber(path.substring(0, colon))) {
      path = path.substring(colon + 1);
    }
    path = trimmed(path);
    return host.isEmpty() || path.isEmpty() ? "" : azure(withoutSshPrefix(host), path);
  }

  /** The first slash, or the colon of the scp form or of a port, that ends the host. */
  private static int endOfAuthority(String rest) {
    int slash = rest.indexOf('/');
    int at = rest.substring(0, slash < 0 ? rest.length() : slash).lastIndexOf('@');
    int colon = rest.indexOf(':', at + 1);
    return colon >= 0 && (slash < 0 || colon < slash) ? colon : slash;
  }

  private static String withoutUser(String authority) {
    return authority.substring(authority.lastIndexOf('@') + 1);
  }

  private static String withoutPort(String host) {
    int colon = host.indexOf(':');
    return colon < 0 ? host : host.substring(0, colon);
  }

  private static String withoutSshPrefix(String host) {
    for (String prefix : new String[] {"ssh.", "altssh."}) {
      if (host.startsWith(prefix)) {
        return host.substring(prefix.length());
      }
    }
    return host;
  }

  /** Azure DevOps names one repository in two ways: {@code v3/o/p/r} by ssh, {@code o/p/_git/r}. */
  private static String azure(String host, String path) {
    String[] steps = path.split("/", -1);
    return host.equals("dev.azure.com") && steps.length == 4 && steps[0].equals("v3")
        ? host + "/" + steps[1] + "/" + steps[2] + "/_git/" + steps[3]
        : host + "/" + path;
  }

  private static boolean isNumber(String text) {
    return text.chars().allMatch(Character::isDigit);
  }

  private static String trimmed(String path) {
    int start = 0;
    int end = path.length();
    while (start < end && path.charAt(start) == '/') {
      start++;
    }
    while (end > start && path.charAt(end - 1) == '/') {
      end--;
    }
    String trimmed = path.substring(start, end);
    return trimmed.endsWith(".git") ? trimmed.substring(0, trimmed.length() - 4) : trimmed;
  }
}

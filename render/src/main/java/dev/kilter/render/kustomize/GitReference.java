package dev.kilter.render.kustomize;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A folder in a repository, read from one text as Kustomize does (api/internal/git/repospec.go):
 * {@code https://host/org/repo//path?ref=v1}, {@code git@host:org/repo}, {@code
 * github.com/org/repo/path}.
 *
 * @param ref empty for the default branch
 */
record GitReference(String repository, String path, String ref) {
  private static final List<String> SCHEMES = List.of("ssh://", "https://", "http://", "file://");
  private static final Pattern USER = Pattern.compile("^([a-zA-Z][a-zA-Z0-9-]*)@");
  private static final int ORGANISATION_AND_REPOSITORY = 2;

  /** Empty where the text names a path, not a repository. */
  static Optional<GitReference> of(String text) {
    if (text.startsWith("/")) {
      return Optional.empty();
    }
    int question = text.indexOf('?');
    String rest = question < 0 ? text : text.substring(0, question);
    String ref = question < 0 ? "" : ref(text.substring(question + 1));
    if (rest.toLowerCase(Locale.ROOT).startsWith("git::")) {
      rest = rest.substring("git::".length());
    }
    String scheme = scheme(rest);
    rest = rest.substring(scheme.length());
    Matcher named = USER.matcher(rest);
    String user = named.find() ? named.group() : "";
    rest = rest.substring(user.length());
    boolean github = rest.toLowerCase(Locale.ROOT).matches("(?s)github\\.com[/:].*");
    boolean scp = scheme.isEmpty() && (!user.isEmpty() || github);
    if (scheme.isEmpty() && !scp) {
      return Optional.empty();
    }
    int end = endOfHost(rest, scp);
    if (end < 0 || scheme.equals("file://")) {
      return Optional.empty();
    }
    String host = scheme + user + rest.substring(0, end + 1);
    if (github) {
      boolean shell = scheme.equals("ssh://") || !user.isEmpty();
      host = shell ? user + "github.com:" : "https://github.com/";
    }
    return split(host, rest.substring(end + 1), ref);
  }

  private static String scheme(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return SCHEMES.stream().filter(lower::startsWith).findFirst().orElse("");
  }

  private static int endOfHost(String text, boolean scp) {
    int slash = text.indexOf('/');
    int colon = text.indexOf(':');
    return scp && (slash < 0 || (colon > 0 && colon < slash)) ? colon : slash;
  }

  /** By an explicit mark in the path, else after the second step, as on GitHub. */
  private static Optional<GitReference> split(String host, String path, String ref) {
    int root = path.indexOf("_git/");
    int slashes = path.indexOf("//");
    int suffix = path.indexOf(".git");
    int end;
    int begin;
    if (root >= 0) {
      int slash = path.indexOf('/', root + "_git/".length());
      end = slash < 0 ? path.length() : slash;
      begin = end;
    } else if (slashes >= 0) {
      end = slashes;
      begin = slashes + 2;
    } else if (suffix >= 0) {
      end = suffix + ".git".length();
      begin = end;
    } else {
      end = endOfSteps(path);
      begin = end;
    }
    if (end <= 0) {
      return Optional.empty();
    }
    String below = path.substring(begin).replaceFirst("^/+", "");
    return Optional.of(new GitReference(host + path.substring(0, end), below, ref));
  }

  private static int endOfSteps(String path) {
    String[] steps = path.split("/", -1);
    if (steps.length < ORGANISATION_AND_REPOSITORY) {
      return -1;
    }
    return steps[0].length() + 1 + steps[1].length();
  }

  private static String ref(String query) {
    Map<String, String> values = new HashMap<>();
    for (String pair : query.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        values.putIfAbsent(pair.substring(0, equals), decoded(pair.substring(equals + 1)));
      }
    }
    String ref = values.getOrDefault("ref", "");
    return ref.isEmpty() ? values.getOrDefault("version", "") : ref;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      return text;
    }
  }

  /** Git would take either for a flag. */
  boolean looksLikeFlag() {
    return ref.startsWith("-") || repository.startsWith("-");
  }

  /** Without a scheme, user or port, for the globs of the hosts that are allowed. */
  String host() {
    String rest = repository.substring(scheme(repository).length());
    rest = rest.substring(rest.indexOf('@') + 1);
    return rest.replaceFirst("[/:].*", "");
  }
}

package dev.kilter.git.transport;

import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.jgit.transport.URIish;

/**
 * A URL that is safe to hand to a transport: a known scheme, nothing that an option or a helper
 * could be made of. User info is split off, it belongs to the credentials.
 */
public record RepositoryUrl(URIish uri, boolean local, String user, String password) {
  private static final int MAX_LENGTH = 4096;
  private static final Set<String> REMOTE = Set.of("http", "https", "ssh", "git+ssh", "git");
  private static final Pattern HOST =
      Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]*|\\[[0-9A-Fa-f:.]+]|[0-9A-Fa-f:.]+");

  public static Result<RepositoryUrl> parse(String url) {
    if (url.isEmpty() || url.length() > MAX_LENGTH || url.startsWith("-")) {
      return refused("is empty, too long or starts with '-'");
    }
    if (url.chars().anyMatch(c -> Character.isISOControl(c) || Character.isWhitespace(c))) {
      return refused("holds white space or control characters");
    }
    if (Pattern.compile("^[A-Za-z0-9+.-]+::").matcher(url).find()) {
      return refused("names a remote helper, which Kilter never runs");
    }
    try {
      return of(new URIish(url));
    } catch (URISyntaxException e) {
      return refused("is no URL that Git understands");
    }
  }

  private static Result<RepositoryUrl> of(URIish uri) {
    String scheme = uri.getScheme();
    if ((scheme == null && uri.getHost() == null) || "file".equals(scheme)) {
      return Result.success(new RepositoryUrl(uri, true, "", ""));
    }
    if (scheme != null && !REMOTE.contains(scheme)) {
      return refused("has a scheme other than https, http, ssh, git and file");
    }
    if (uri.getHost() == null || !HOST.matcher(uri.getHost()).matches()) {
      return refused("names no valid host");
    }
    boolean optionLike = startsWithDash(uri.getUser()) || startsWithDash(uri.getPath());
    if (optionLike) {
      return refused("holds a part that starts with '-'");
    }
    String user = uri.getUser() == null ? "" : uri.getUser();
    String password = uri.getPass() == null ? "" : uri.getPass();
    boolean http = "http".equals(scheme) || "https".equals(scheme);
    URIish bare = http ? uri.setUser(null).setPass(null) : uri.setPass(null);
    return Result.success(new RepositoryUrl(bare, false, user, password));
  }

  private static boolean startsWithDash(@org.jspecify.annotations.Nullable String part) {
    return part != null && part.startsWith("-");
  }

  private static Result<RepositoryUrl> refused(String why) {
    return Result.failed(new Failure.InvalidSpec("the repository URL " + why));
  }

  /** Whether whoever serves the one serves the other: scheme, host and port are the same. */
  public boolean isOnSameHost(RepositoryUrl other) {
    return local == other.local
        && scheme().equals(other.scheme())
        && host().equals(other.host())
        && HttpAccess.portOf(uri) == HttpAccess.portOf(other.uri);
  }

  /** Lower case; {@code host:path} is ssh. */
  public String scheme() {
    return uri.getScheme() == null ? "ssh" : uri.getScheme().toLowerCase(Locale.ROOT);
  }

  public String host() {
    return uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
  }

  public boolean isHttp() {
    return "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
  }
}

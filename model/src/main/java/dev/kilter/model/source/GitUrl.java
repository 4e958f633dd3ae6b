package dev.kilter.model.source;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Repository URLs, and patterns of them, in the form in which Argo CD compares them in projects and
 * for credentials: lower case, no {@code .git}, the scp form of SSH as a path (util/git
 * NormalizeGitURL). Unlike {@link RepositoryUrls}, user, port and scheme count.
 */
public final class GitUrl {
  private static final String SSH = "ssh://";
  private static final Pattern SSH_URL = Pattern.compile("^(ssh://)?[^/:]*@[^@]+$");
  private static final String SUFFIX = ".git";

  private GitUrl() {}

  public static boolean same(String left, String right) {
    String normal = normalized(left);
    return !normal.isEmpty() && normal.equals(normalized(right));
  }

  public static String normalized(String url) {
    String text = url.strip().toLowerCase(Locale.ROOT);
    if (SSH_URL.matcher(text).matches() && !text.startsWith(SSH)) {
      text = text.replaceFirst(":", "/");
    }
    if (text.endsWith(SUFFIX)) {
      text = text.substring(0, text.length() - SUFFIX.length());
    }
    return text.startsWith(SSH) ? text.substring(SSH.length()) : text;
  }
}

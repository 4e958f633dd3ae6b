package dev.kilter.store.credentials;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Repository URLs as Argo CD tells them apart where credentials are concerned: the scheme counts,
 * case, {@code .git} and the two ways to write ssh do not.
 */
final class GitUrl {
  private static final Pattern SSH = Pattern.compile("(ssh://)?([^/:]*?)@[^@]+");

  private GitUrl() {}

  static boolean same(String left, String right) {
    String normal = normalized(left);
    return !normal.isEmpty() && normal.equals(normalized(right));
  }

  static String normalized(String url) {
    String text = url.strip().toLowerCase(Locale.ROOT);
    if (SSH.matcher(text).matches()) {
      text =
          text.startsWith("ssh://")
              ? text.substring("ssh://".length())
              : text.replaceFirst(":", "/");
    }
    return text.endsWith(".git") ? text.substring(0, text.length() - ".git".length()) : text;
  }
}

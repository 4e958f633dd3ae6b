package dev.kilter.engine.policy;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Repository URLs and patterns of them in the form in which projects compare them: lower case, no
 * {@code .git}, the scp form of SSH as a path (Argo CD, util/git NormalizeGitURLAllowInvalid).
 */
final class RepositoryPattern {
  private static final String SSH = "ssh://";
  private static final Pattern SSH_URL = Pattern.compile("^(ssh://)?[^/:]*@[^@]+$");

  private RepositoryPattern() {}

  static String normalized(String url) {
    String text = url.strip().toLowerCase(Locale.ROOT);
    if (SSH_URL.matcher(text).matches() && !text.startsWith(SSH)) {
      text = text.replaceFirst(":", "/");
    }
    if (text.endsWith(".git")) {
      text = text.substring(0, text.length() - ".git".length());
    }
    return text.startsWith(SSH) ? text.substring(SSH.length()) : text;
  }
}

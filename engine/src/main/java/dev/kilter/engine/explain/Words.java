package dev.kilter.engine.explain;

import dev.kilter.model.manifest.ResourceKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Numbers, times and names as sentences have them. */
final class Words {
  private static final int SHORT_SHA = 7;
  private static final int LONGEST = 300;
  private static final int HEAD = 180;

  private Words() {}

  /** {@code 8 s}, {@code 6 min}, {@code 3 h}, {@code 2 days}; never negative. */
  static String age(Instant since, Instant now) {
    long seconds = Math.max(0, Duration.between(since, now).toSeconds());
    if (seconds < 60) {
      return seconds + " s";
    }
    if (seconds < 3600) {
      return seconds / 60 + " min";
    }
    if (seconds < 48 * 3600) {
      return seconds / 3600 + " h";
    }
    return seconds / 86400 + " days";
  }

  static String times(int count) {
    return count == 1 ? "once" : count + " times";
  }

  static String count(long count, String thing) {
    return count + " " + thing + (count == 1 ? "" : "s");
  }

  static String shortSha(String revision) {
    boolean sha =
        revision.length() == 40 && revision.chars().allMatch(c -> Character.digit(c, 16) >= 0);
    return sha ? revision.substring(0, SHORT_SHA) : revision;
  }

  /** {@code Deployment api}. */
  static String object(ResourceKey key) {
    return key.kind() + " " + key.name();
  }

  /** {@code Deployment/api}, for {@link dev.kilter.model.view.ApplicationViews.Explained}. */
  static String reference(ResourceKey key) {
    return key.kind() + "/" + key.name();
  }

  static String list(List<String> items, int shown) {
    String text = String.join(", ", items.subList(0, Math.min(shown, items.size())));
    return items.size() > shown ? text + " and " + (items.size() - shown) + " more" : text;
  }

  /**
   * One line of bounded length, without the full stop at its end. What is too long loses its
   * middle: errors begin with what was tried and end with the reason.
   */
  static String oneLine(String text) {
    String line = text.strip().replaceAll("\\s+", " ");
    String cut =
        line.length() > LONGEST
            ? line.substring(0, HEAD) + " … " + line.substring(line.length() - LONGEST + HEAD)
            : line;
    return cut.endsWith(".") ? cut.substring(0, cut.length() - 1) : cut;
  }

  /** As one word of a shell command. */
  static String shell(String text) {
    boolean plain =
        !text.isEmpty()
            && text.chars()
                .allMatch(c -> Character.isLetterOrDigit(c) || "@%+=:,./-_".indexOf(c) >= 0);
    return plain ? text : "'" + text.replace("'", "'\\''") + "'";
  }
}

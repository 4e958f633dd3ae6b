package dev.kilter.git.revision;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version as Masterminds/semver reads it, which Argo CD uses: a leading v and missing parts are
 * allowed. {@code original} is the text as written; it does not take part in the order.
 */
public record SemanticVersion(
    BigInteger major, BigInteger minor, BigInteger patch, String preRelease, String original)
    implements Comparable<SemanticVersion> {
  private static final String IDENTIFIERS = "[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*";
  private static final Pattern VERSION =
      Pattern.compile(
          "v?(\\d{1,30})(?:\\.(\\d{1,30}))?(?:\\.(\\d{1,30}))?"
              + ("(?:-(" + IDENTIFIERS + "))?(?:\\+" + IDENTIFIERS + ")?"));
  private static final Comparator<SemanticVersion> ORDER =
      Comparator.comparing(SemanticVersion::major)
          .thenComparing(SemanticVersion::minor)
          .thenComparing(SemanticVersion::patch)
          .thenComparing(SemanticVersion::preRelease, SemanticVersion::comparePreReleases);

  public static Optional<SemanticVersion> parse(String text) {
    Matcher matcher = VERSION.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String preRelease = Optional.ofNullable(matcher.group(4)).orElse("");
    return Optional.of(
        new SemanticVersion(
            part(matcher, 1), part(matcher, 2), part(matcher, 3), preRelease, text));
  }

  private static BigInteger part(Matcher matcher, int group) {
    String digits = matcher.group(group);
    return digits == null ? BigInteger.ZERO : new BigInteger(digits);
  }

  @Override
  public int compareTo(SemanticVersion other) {
    return ORDER.compare(this, other);
  }

  /** None is higher than any; numbers below words; fewer identifiers below more. */
  private static int comparePreReleases(String left, String right) {
    if (left.isEmpty() || right.isEmpty()) {
      return Boolean.compare(left.isEmpty(), right.isEmpty());
    }
    String[] lefts = left.split("\\.", -1);
    String[] rights = right.split("\\.", -1);
    for (int i = 0; i < Math.min(lefts.length, rights.length); i++) {
      int order = compareIdentifiers(lefts[i], rights[i]);
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(lefts.length, rights.length);
  }

  private static int compareIdentifiers(String left, String right) {
    boolean leftNumber = left.chars().allMatch(Character::isDigit);
    boolean rightNumber = right.chars().allMatch(Character::isDigit);
    if (leftNumber && rightNumber) {
      return new BigInteger(left).compareTo(new BigInteger(right));
    }
    return leftNumber == rightNumber
        ? left.compareTo(right)
        : Boolean.compare(rightNumber, leftNumber);
  }
}

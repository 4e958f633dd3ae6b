package dev.kilter.control.state;

/** Order of resourceVersions: numbers that grow, as Kubernetes guarantees for its own resources. */
public final class Versions {
  private Versions() {}

  /** Whether one is later than the other; where they are no numbers, whether they differ. */
  public static boolean newer(String one, String other) {
    if (isNumber(one) && isNumber(other)) {
      return one.length() != other.length()
          ? one.length() > other.length()
          : one.compareTo(other) > 0;
    }
    return !one.equals(other);
  }

  private static boolean isNumber(String text) {
    return !text.isEmpty() && text.chars().allMatch(Character::isDigit);
  }
}

package dev.kilter.git.revision;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A range of versions by Masterminds/semver's rules: {@code ||} between alternatives, spaces or
 * commas between terms that must all hold, {@code = != > < >= <= ~ ^}, hyphen ranges, and wildcards
 * x, X, *. A pre-release matches only where a term beside names one itself.
 */
public final class VersionConstraint {
  private static final String VERSION =
      "v?(?:[0-9]{1,30}|[xX*])(?:\\.(?:[0-9]{1,30}|[xX*])){0,2}"
          + "(?:-[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?(?:\\+[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?";
  private static final Pattern TERM =
      Pattern.compile("(=|!=|>=|=>|<=|=<|>|<|~>|~|\\^|)\\s*(" + VERSION + ")");
  private static final Pattern HYPHEN =
      Pattern.compile("(" + VERSION + ")\\s+-\\s+(" + VERSION + ")");
  private static final int MAX_LENGTH = 512;
  private static final SemanticVersion ZERO = SemanticVersion.parse("0.0.0").orElseThrow();

  private final List<List<Term>> alternatives;

  private VersionConstraint(List<List<Term>> alternatives) {
    this.alternatives = alternatives;
  }

  /** Empty where the text is no constraint; a plain version is a pin, not a constraint. */
  public static Optional<VersionConstraint> parse(String text) {
    if (text.length() > MAX_LENGTH || SemanticVersion.parse(text).isPresent()) {
      return Optional.empty();
    }
    List<List<Term>> alternatives = new ArrayList<>();
    for (String alternative : text.split("\\|\\|", -1)) {
      String unfolded = HYPHEN.matcher(alternative).replaceAll(">=$1 <=$2").strip();
      Optional<List<Term>> terms = terms(unfolded);
      if (terms.isEmpty()) {
        return Optional.empty();
      }
      alternatives.add(terms.get());
    }
    return Optional.of(new VersionConstraint(alternatives));
  }

  private static Optional<List<Term>> terms(String text) {
    List<Term> terms = new ArrayList<>();
    Matcher matcher = TERM.matcher(text);
    int at = 0;
    while (at < text.length()) {
      if (!matcher.find(at) || matcher.start() != at) {
        return Optional.empty();
      }
      terms.add(Term.of(matcher.group(1), matcher.group(2)));
      int next = matcher.end();
      at = next;
      while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == ',')) {
        at++;
      }
      if (at == next && at < text.length()) {
        return Optional.empty();
      }
    }
    return terms.isEmpty() || text.endsWith(",") ? Optional.empty() : Optional.of(terms);
  }

  public boolean admits(SemanticVersion version) {
    return alternatives.stream().anyMatch(terms -> allAdmit(terms, version));
  }

  private static boolean allAdmit(List<Term> terms, SemanticVersion version) {
    boolean preReleases = terms.stream().anyMatch(term -> !term.version.preRelease().isEmpty());
    boolean candidate = preReleases || version.preRelease().isEmpty();
    return candidate && terms.stream().allMatch(term -> term.admits(version));
  }

  /** The highest of the versions that the constraint admits; others are passed over. */
  public Optional<SemanticVersion> highest(Collection<String> versions) {
    return versions.stream()
        .flatMap(text -> SemanticVersion.parse(text).stream())
        .filter(this::admits)
        .max(Comparator.naturalOrder());
  }

  /** One comparison; {@code parts} is how many numbers the user wrote before any wildcard. */
  private record Term(String operator, SemanticVersion version, int parts) {

    static Term of(String operator, String text) {
      String bare = text.startsWith("v") ? text.substring(1) : text;
      int end = bare.indexOf('-') >= 0 ? bare.indexOf('-') : bare.length();
      end = bare.indexOf('+') >= 0 ? Math.min(end, bare.indexOf('+')) : end;
      StringBuilder numbers = new StringBuilder();
      int parts = 0;
      boolean wild = false;
      for (String number : bare.substring(0, end).split("\\.", -1)) {
        wild |= !Character.isDigit(number.charAt(0));
        numbers.append(parts == 0 && numbers.isEmpty() ? "" : ".").append(wild ? "0" : number);
        parts += wild ? 0 : 1;
      }
      SemanticVersion version = SemanticVersion.parse(numbers + bare.substring(end)).orElseThrow();
      return new Term(operator, version, parts);
    }

    boolean admits(SemanticVersion candidate) {
      int order = candidate.compareTo(version);
      return switch (operator) {
        case "!=" -> !excluded(candidate, order);
        case ">" -> order > 0 && (parts == 0 || !same(candidate, order));
        case "<" -> order < 0;
        case ">=", "=>" -> order >= 0;
        case "<=", "=<" -> order <= 0 || (parts < 3 && shares(candidate, parts == 1 ? 1 : 2));
        case "~", "~>" -> order >= 0 && (isZero() || shares(candidate, Math.min(parts, 2)));
        case "^" -> order >= 0 && compatible(candidate);
        default -> same(candidate, order);
      };
    }

    /** Equal as far as the user wrote; with a wildcard or missing part, within its range. */
    private boolean same(SemanticVersion candidate, int order) {
      return parts == 3 ? order == 0 : order >= 0 && shares(candidate, parts);
    }

    /** Of a range that names a pre-release, only that pre-release is excluded. */
    private boolean excluded(SemanticVersion candidate, int order) {
      if (parts == 2 && shares(candidate, 2)) {
        return candidate.preRelease().equals(version.preRelease());
      }
      return parts == 0 ? order == 0 : same(candidate, order);
    }

    /** Masterminds takes {@code ~0.0.0} for {@code >=0.0.0}. */
    private boolean isZero() {
      return parts == 3 && shares(ZERO, 3);
    }

    private boolean shares(SemanticVersion candidate, int count) {
      return (count < 1 || candidate.major().equals(version.major()))
          && (count < 2 || candidate.minor().equals(version.minor()))
          && (count < 3 || candidate.patch().equals(version.patch()));
    }

    /** Caret: nothing left of the first number that is not zero may change. */
    private boolean compatible(SemanticVersion candidate) {
      if (version.major().signum() > 0 || parts == 1) {
        return shares(candidate, 1);
      }
      boolean minorFixed = version.minor().signum() > 0 || parts == 2;
      return shares(candidate, minorFixed ? 2 : 3);
    }
  }
}

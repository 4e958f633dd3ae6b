package dev.kilter.store.settings;

import dev.kilter.codec.CodecException;
import dev.kilter.codec.Yaml;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.store.tree.Fields;
import dev.kilter.store.tree.GoDuration;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The entries of one ConfigMap. One that cannot be read counts as absent, and a sentence that names
 * it joins {@code problems}.
 */
final class Entries {
  private static final Pattern DAYS = Pattern.compile("(\\d{1,6})d");
  private static final List<String> TRUE = List.of("1", "t", "T", "true", "TRUE", "True");
  private static final List<String> FALSE = List.of("0", "f", "F", "false", "FALSE", "False");

  private final String configMap;
  private final Map<String, String> entries;
  private final SecretReferences secrets;
  private final List<String> problems;

  Entries(
      String configMap,
      Map<String, String> entries,
      SecretReferences secrets,
      List<String> problems) {
    this.configMap = configMap;
    this.entries = entries;
    this.secrets = secrets;
    this.problems = problems;
  }

  Map<String, String> all() {
    return entries;
  }

  /** The value with a reference to a Secret's key resolved; empty where absent or blank. */
  Optional<String> text(String key) {
    String value = entries.getOrDefault(key, "").strip();
    if (value.isEmpty()) {
      return Optional.empty();
    }
    Optional<String> resolved = secrets.resolve(value);
    if (resolved.isEmpty()) {
      complain(key, "names a Secret's key that does not exist, " + value);
    }
    return resolved;
  }

  boolean flag(String key, boolean absent) {
    return parsed(key, "true or false", Entries::readFlag).orElse(absent);
  }

  private static Optional<Boolean> readFlag(String value) {
    return TRUE.contains(value)
        ? Optional.of(true)
        : FALSE.contains(value) ? Optional.of(false) : Optional.empty();
  }

  Duration duration(String key, Duration absent) {
    return parsed(key, "a duration such as 120s or 3m, not below zero", Entries::readDuration)
        .orElse(absent);
  }

  private static Optional<Duration> readDuration(String value) {
    Matcher days = DAYS.matcher(value);
    return (days.matches()
            ? Optional.of(Duration.ofDays(Long.parseLong(days.group(1))))
            : GoDuration.parse(value))
        .filter(duration -> !duration.isNegative());
  }

  Duration seconds(String key, Duration absent) {
    return Duration.ofSeconds(number(key, absent.toSeconds()));
  }

  long number(String key, long absent) {
    return parsed(key, "a whole number, not below zero", Entries::readNumber).orElse(absent);
  }

  private static Optional<Long> readNumber(String value) {
    try {
      return Optional.of(Integer.parseInt(value)).filter(n -> n >= 0).map(Integer::longValue);
    } catch (NumberFormatException _) {
      return Optional.empty();
    }
  }

  /** One of the words that the map knows. */
  <T> T choice(String key, Map<String, T> words, T absent) {
    return word(key, words).orElse(absent);
  }

  /** The same, empty where the entry is absent. */
  <T> Optional<T> word(String key, Map<String, T> words) {
    return parsed(key, "one of " + words.keySet(), word -> Optional.ofNullable(words.get(word)));
  }

  <T> Optional<T> parsed(String key, String expected, Function<String, Optional<T>> reading) {
    Optional<String> text = text(key);
    Optional<T> value = text.flatMap(reading);
    if (text.isPresent() && value.isEmpty()) {
      // As it is written there: what a reference stands for is a secret.
      String written = entries.getOrDefault(key, "").strip();
      complain(key, "must be " + expected + ", but is " + Fields.shown(written));
    }
    return value;
  }

  /**
   * The value as YAML under the name {@code value}; problems inside it are reported as the key's.
   */
  <T> Optional<T> yaml(String key, Function<Fields, T> reading) {
    return text(key).flatMap(text -> yaml(key, text, reading));
  }

  /** The same of a text that stands inside another entry. */
  <T> Optional<T> yaml(String key, String text, Function<Fields, T> reading) {
    try {
      Object tree = Yaml.parse(text);
      if (tree == null) {
        return Optional.empty();
      }
      List<String> malformed = new java.util.ArrayList<>();
      Map<String, @Nullable Object> root = Map.of(key, tree);
      T value = reading.apply(Fields.of(Manifest.of(root), malformed));
      malformed.forEach(sentence -> problems.add(configMap + ": " + sentence));
      return malformed.isEmpty() ? Optional.of(value) : Optional.empty();
    } catch (CodecException e) {
      complain(key, "must be YAML: " + e.getMessage());
      return Optional.empty();
    }
  }

  void complain(String key, String complaint) {
    problems.add(configMap + ": " + key + " " + complaint);
  }
}

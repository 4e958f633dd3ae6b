package dev.kilter.engine.policy;

import dev.kilter.model.match.Glob;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Who may sign with which SSH key, and when: the text that OpenSSH and Git know as an
 * allowed_signers file, {@code principals [options] type key}. Times without {@code Z} are UTC, for
 * there is no other clock that all agree on. Certificates are not known.
 */
final class AllowedSigners {
  private static final Pattern TIME = Pattern.compile("\\d{8}|\\d{12}|\\d{14}");
  private static final Pattern KEY_TYPE =
      Pattern.compile("(sk-)?(ssh|ecdsa)-[a-z0-9-]+(@openssh\\.com)?");

  private final List<Signer> signers = new ArrayList<>();
  private final List<Integer> unreadable = new ArrayList<>();

  private record Signer(String publicKey, Instant from, Instant until) {}

  private AllowedSigners() {}

  static AllowedSigners of(String text) {
    AllowedSigners allowed = new AllowedSigners();
    List<String> lines = text.lines().map(String::strip).toList();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (!line.isEmpty() && !line.startsWith("#")) {
        Optional<Signer> signer = signer(words(line));
        signer.ifPresent(allowed.signers::add);
        if (signer.isEmpty()) {
          allowed.unreadable.add(i + 1);
        }
      }
    }
    return allowed;
  }

  /** Lines that allow nobody because they cannot be read. */
  Optional<String> unreadable() {
    return unreadable.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "of the annotation %s these lines allow nobody: %s"
                .formatted(
                    SourceIntegrity.SSH_SIGNERS,
                    String.join(", ", unreadable.stream().map(String::valueOf).toList())));
  }

  /** Why what this key signed then does not count; empty where it does. */
  Optional<String> objection(String publicKey, Instant at) {
    List<Signer> known =
        signers.stream().filter(signer -> signer.publicKey().equals(publicKey)).toList();
    if (known.isEmpty()) {
      return Optional.of("signed with unallowed key");
    }
    boolean inTime =
        known.stream().anyMatch(it -> !at.isBefore(it.from()) && at.isBefore(it.until()));
    return inTime
        ? Optional.empty()
        : Optional.of("signed at a time at which the key is not allowed");
  }

  private static Optional<Signer> signer(List<String> words) {
    boolean plain = words.size() >= 3 && KEY_TYPE.matcher(words.get(1)).matches();
    int key = plain ? 1 : 2;
    if (words.size() < key + 2 || !KEY_TYPE.matcher(words.get(key)).matches()) {
      return Optional.empty();
    }
    String publicKey = words.get(key) + " " + words.get(key + 1);
    Optional<Signer> always = Optional.of(new Signer(publicKey, Instant.MIN, Instant.MAX));
    return plain ? always : always.flatMap(signer -> limited(signer, words.get(1)));
  }

  /** Empty where an option is not known: it may be one that takes the permission away. */
  private static Optional<Signer> limited(Signer always, String options) {
    Instant from = always.from();
    Instant until = always.until();
    for (String option : split(options, ',')) {
      int equals = option.indexOf('=');
      String name = option.substring(0, equals < 0 ? option.length() : equals);
      String value = unquoted(equals < 0 ? "" : option.substring(equals + 1));
      switch (name.toLowerCase(Locale.ROOT)) {
        case "namespaces" -> {
          if (split(value, ',').stream().noneMatch(pattern -> Glob.matches(pattern, "git"))) {
            return Optional.empty();
          }
        }
        case "valid-after" -> {
          Optional<Instant> time = time(value);
          if (time.isEmpty()) {
            return Optional.empty();
          }
          from = time.get();
        }
        case "valid-before" -> {
          Optional<Instant> time = time(value);
          if (time.isEmpty()) {
            return Optional.empty();
          }
          until = time.get();
        }
        default -> {
          return Optional.empty();
        }
      }
    }
    return Optional.of(new Signer(always.publicKey(), from, until));
  }

  private static Optional<Instant> time(String text) {
    String digits = text.endsWith("Z") ? text.substring(0, text.length() - 1) : text;
    if (!TIME.matcher(digits).matches()) {
      return Optional.empty();
    }
    String whole = (digits + "000000").substring(0, 14);
    try {
      return Optional.of(
          LocalDateTime.of(
                  number(whole, 0, 4),
                  number(whole, 4, 6),
                  number(whole, 6, 8),
                  number(whole, 8, 10),
                  number(whole, 10, 12),
                  number(whole, 12, 14))
              .toInstant(ZoneOffset.UTC));
    } catch (DateTimeException _) {
      return Optional.empty();
    }
  }

  private static int number(String digits, int from, int to) {
    return Integer.parseInt(digits.substring(from, to));
  }

  private static String unquoted(String text) {
    return text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"")
        ? text.substring(1, text.length() - 1)
        : text;
  }

  private static List<String> words(String line) {
    return split(line.replace('\t', ' '), ' ').stream().filter(word -> !word.isEmpty()).toList();
  }

  /** At each separator outside of double quotes. */
  private static List<String> split(String text, char separator) {
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      quoted ^= c == '"';
      if (c == separator && !quoted) {
        parts.add(part.toString());
        part.setLength(0);
      } else {
        part.append(c);
      }
    }
    parts.add(part.toString());
    return parts;
  }
}

package dev.kilter.codec;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads scalars as Kubernetes does, that is as sigs.k8s.io/yaml over go-yaml 2: YAML 1.1 booleans
 * with y and n, C octals, underscores, no sexagesimals, no dates, and what overflows a double is
 * text. Checked against kubectl in KubernetesScalarsTest's table.
 */
final class KubernetesScalars {
  private static final String PREFIX = "tag:yaml.org,2002:";
  private static final Pattern FLOAT =
      Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");
  private static final Pattern LEADING_DOT =
      Pattern.compile("\\.[0-9]++(?:_[0-9]++)*+(?:[eE][-+]?[0-9]++(?:_[0-9]++)*+)?");
  private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt ].*)?");
  private static final Map<String, Optional<Object>> WORDS = words();

  private KubernetesScalars() {}

  private static Map<String, Optional<Object>> words() {
    Map<String, Optional<Object>> words = new HashMap<>();
    for (String word : "y Y yes Yes YES true True TRUE on On ON".split(" ", -1)) {
      words.put(word, Optional.of(true));
    }
    for (String word : "n N no No NO false False FALSE off Off OFF".split(" ", -1)) {
      words.put(word, Optional.of(false));
    }
    for (String word : ",~,null,Null,NULL".split(",", -1)) {
      words.put(word, Optional.empty());
    }
    for (String word : ".nan .NaN .NAN".split(" ", -1)) {
      words.put(word, Optional.of(Double.NaN));
    }
    for (String word : ".inf .Inf .INF +.inf +.Inf +.INF".split(" ", -1)) {
      words.put(word, Optional.of(Double.POSITIVE_INFINITY));
    }
    for (String word : "-.inf -.Inf -.INF".split(" ", -1)) {
      words.put(word, Optional.of(Double.NEGATIVE_INFINITY));
    }
    return Map.copyOf(words);
  }

  /** What an untagged plain scalar stands for. Doubles may be infinite or NaN here. */
  static @Nullable Object plain(String text) {
    Optional<Object> word = WORDS.get(text);
    if (word != null) {
      return word.orElse(null);
    }
    char first = text.charAt(0);
    if (first == '.') {
      return LEADING_DOT.matcher(text).matches() ? finite(text.replace("_", ""), text) : text;
    }
    if (first == '+' || first == '-' || Character.isDigit(first)) {
      return number(text);
    }
    return text;
  }

  private static Object number(String text) {
    String digits = text.replace("_", "");
    BigInteger integer = integer(digits);
    if (integer != null && integer.bitLength() < 64) {
      return integer.longValue();
    }
    boolean unsigned = Character.isDigit(digits.charAt(0));
    if (unsigned && integer != null && integer.bitLength() <= 64) {
      return integer;
    }
    return FLOAT.matcher(digits).matches() ? finite(digits, text) : text;
  }

  /** Go's ParseInt with base 0: 0x, 0o, 0b and a leading zero say the base. */
  private static @Nullable BigInteger integer(String text) {
    String sign = text.startsWith("-") ? "-" : "";
    String body = text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text;
    int radix = 10;
    if (body.length() > 1 && body.charAt(0) == '0') {
      radix =
          switch (body.charAt(1)) {
            case 'x', 'X' -> 16;
            case 'b', 'B' -> 2;
            default -> 8;
          };
      boolean lettered = Character.isLetter(body.charAt(1));
      boolean known = "xXbBoO".indexOf(body.charAt(1)) >= 0;
      if (lettered && !known) {
        return null;
      }
      body = body.substring(lettered ? 2 : 1);
    }
    int base = radix;
    boolean valid =
        !body.isEmpty() && body.chars().allMatch(c -> c < 128 && Character.digit(c, base) >= 0);
    // Longer ones fit no 64 bits, and parsing them would take quadratic time.
    return valid && body.length() <= 512 ? new BigInteger(sign + body, radix) : null;
  }

  private static Object finite(String digits, String text) {
    double value = Double.parseDouble(digits);
    return Double.isInfinite(value) ? text : (Object) value;
  }

  /** What a scalar with a tag stands for; tags that are not YAML's own leave the text as it is. */
  static @Nullable Object tagged(String tag, String text) {
    if (!tag.startsWith(PREFIX)) {
      return text;
    }
    return switch (tag.substring(PREFIX.length())) {
      case "binary" -> binary(text);
      case "int" -> expected(plain(text), "int", Long.class, BigInteger.class);
      case "float" -> toDouble(plain(text));
      case "bool" -> expected(plain(text), "bool", Boolean.class);
      case "timestamp" -> {
        if (!DATE.matcher(text).matches()) {
          throw new IllegalArgumentException("this scalar is not the !!timestamp it claims to be");
        }
        yield text;
      }
      case "null" -> {
        if (plain(text) != null) {
          throw new IllegalArgumentException("this scalar is not the !!null it claims to be");
        }
        yield null;
      }
      default -> text;
    };
  }

  private static Object expected(@Nullable Object value, String tag, Class<?>... types) {
    for (Class<?> type : types) {
      if (type.isInstance(value)) {
        return type.cast(value);
      }
    }
    throw new IllegalArgumentException("this scalar is not the !!" + tag + " it claims to be");
  }

  private static Object toDouble(@Nullable Object value) {
    Object number = expected(value, "float", Number.class);
    return ((Number) number).doubleValue();
  }

  private static String binary(String text) {
    try {
      byte[] bytes = Base64.getMimeDecoder().decode(text.strip());
      if (bytes.length == 0 && !text.isBlank()) {
        throw new IllegalArgumentException();
      }
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("!!binary is not base64", e);
    }
  }

  /** Whether a plain scalar with this text would be read back as exactly this string. */
  static boolean staysText(String text) {
    return text.equals(plain(text)) && !text.equals("<<") && !LooksLike.otherType(text);
  }

  /** Types that other YAML readers see: go-yaml quotes them too, for their sake. */
  private static final class LooksLike {
    private static final Pattern SEXAGESIMAL =
        Pattern.compile("[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\\.[0-9_]*)?");

    static boolean otherType(String text) {
      return SEXAGESIMAL.matcher(text).matches()
          || DATE.matcher(text).matches()
          || FLOAT.matcher(text).matches();
    }
  }
}

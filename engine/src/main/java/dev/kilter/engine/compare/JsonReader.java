package dev.kilter.engine.compare;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the JSON that annotations hold (last-applied-configuration). The engine does no text
 * otherwise: manifests come as trees. Nesting is bounded; malformed text is no tree.
 */
final class JsonReader {
  private static final int DEEPEST = 200;

  private final String text;
  private int at;

  private JsonReader(String text) {
    this.text = text;
  }

  static Optional<Object> read(String text) {
    try {
      JsonReader reader = new JsonReader(text);
      Object tree = reader.value(0);
      reader.space();
      return reader.at == text.length() ? Optional.ofNullable(tree) : Optional.empty();
    } catch (Malformed e) {
      return Optional.empty();
    }
  }

  private @Nullable Object value(int depth) {
    space();
    if (at >= text.length() || depth > DEEPEST) {
      throw new Malformed();
    }
    return switch (text.charAt(at)) {
      case '{' -> object(depth + 1);
      case '[' -> array(depth + 1);
      case '"' -> string();
      case 't' -> word("true", true);
      case 'f' -> word("false", false);
      case 'n' -> word("null", null);
      default -> number();
    };
  }

  private Map<String, @Nullable Object> object(int depth) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    at++;
    if (!accept('}')) {
      do {
        space();
        String name = string();
        expect(':');
        members.put(name, value(depth));
      } while (accept(','));
      expect('}');
    }
    return Collections.unmodifiableMap(members);
  }

  private List<@Nullable Object> array(int depth) {
    List<@Nullable Object> items = new ArrayList<>();
    at++;
    if (!accept(']')) {
      do {
        items.add(value(depth));
      } while (accept(','));
      expect(']');
    }
    return Collections.unmodifiableList(items);
  }

  private String string() {
    expect('"');
    StringBuilder value = new StringBuilder();
    while (at < text.length() && text.charAt(at) != '"') {
      char c = text.charAt(at++);
      value.append(c == '\\' ? escaped() : c);
    }
    if (at++ >= text.length()) {
      throw new Malformed();
    }
    return value.toString();
  }

  private char escaped() {
    if (at >= text.length()) {
      throw new Malformed();
    }
    char c = text.charAt(at++);
    return switch (c) {
      case '"', '\\', '/' -> c;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unicode();
      default -> throw new Malformed();
    };
  }

  private char unicode() {
    try {
      at += 4;
      return (char) Integer.parseInt(text, at - 4, at, 16);
    } catch (NumberFormatException | IndexOutOfBoundsException e) {
      throw new Malformed();
    }
  }

  private Object number() {
    int start = at;
    while (at < text.length() && "+-0123456789.eE".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    String digits = text.substring(start, at);
    try {
      if (digits.chars().anyMatch(c -> c == '.' || c == 'e' || c == 'E')) {
        return Double.valueOf(digits);
      }
      return digits.length() < 18 ? Long.valueOf(digits) : new BigInteger(digits);
    } catch (NumberFormatException e) {
      throw new Malformed();
    }
  }

  private @Nullable Object word(String word, @Nullable Object value) {
    if (!text.startsWith(word, at)) {
      throw new Malformed();
    }
    at += word.length();
    return value;
  }

  private boolean accept(char c) {
    space();
    if (at < text.length() && text.charAt(at) == c) {
      at++;
      return true;
    }
    return false;
  }

  private void expect(char c) {
    if (!accept(c)) {
      throw new Malformed();
    }
  }

  private void space() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  /** Ends the reading; never leaves this class. */
  private static final class Malformed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }
}

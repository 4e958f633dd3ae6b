package dev.kilter.cluster.json;

import java.io.EOFException;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads an API server's JSON from front to back, and passes over what nobody wants without taking
 * it apart: most of an object is of no use to a cache that does not hold it. What is read becomes
 * the tree that the codec would make of it; what is nested deeper than anybody writes is left out,
 * since one such object must not cost its whole kind.
 */
public final class JsonText {
  private static final int MAX_DEPTH = 900;

  /** Of a number that surely fits a long. */
  private static final int MOST_DIGITS = 18;

  private final byte[] text;
  private int at;

  public JsonText(byte[] text) {
    this.text = text;
  }

  /** Whether the next value is an object. */
  public boolean atObject() throws IOException {
    return next() == '{';
  }

  /** Whether the next value is a list. */
  public boolean atList() throws IOException {
    return next() == '[';
  }

  /** Goes into the object or list that comes next. */
  public void enter() throws IOException {
    next();
    at++;
  }

  /** Name of the next field of the object, whose value comes next; null at its end. */
  public @Nullable String field() throws IOException {
    if (!another('}')) {
      return null;
    }
    if (next() != '"') {
      throw broken();
    }
    String name = string();
    if (next() != ':') {
      throw broken();
    }
    at++;
    return name;
  }

  /** Whether the list has another item, which comes next. */
  public boolean item() throws IOException {
    return another(']');
  }

  /** Passes the comma, or the end. */
  private boolean another(char end) throws IOException {
    byte before = text[at - 1];
    byte next = next();
    if (next == end) {
      at++;
      return false;
    }
    if (before != '{' && before != '[') {
      if (next != ',') {
        throw broken();
      }
      at++;
    }
    return true;
  }

  /** The next value as a tree. */
  public @Nullable Object value() throws IOException {
    return value(1);
  }

  /** The next value, which must be an object. */
  public Map<String, @Nullable Object> object() throws IOException {
    if (!atObject()) {
      throw broken();
    }
    return object(1);
  }

  private @Nullable Object value(int depth) throws IOException {
    byte first = next();
    if (depth > MAX_DEPTH && (first == '{' || first == '[')) {
      skip();
      return null;
    }
    return switch (first) {
      case '{' -> object(depth);
      case '[' -> list(depth);
      case '"' -> string();
      case 't' -> word("true", true);
      case 'f' -> word("false", false);
      case 'n' -> word("null", null);
      default -> number();
    };
  }

  private Map<String, @Nullable Object> object(int depth) throws IOException {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    enter();
    for (String name = field(); name != null; name = field()) {
      map.put(name, value(depth + 1));
    }
    return map;
  }

  private List<@Nullable Object> list(int depth) throws IOException {
    List<@Nullable Object> items = new ArrayList<>();
    enter();
    while (item()) {
      items.add(value(depth + 1));
    }
    return items;
  }

  private @Nullable Object word(String word, @Nullable Object meaning) throws IOException {
    for (int i = 0; i < word.length(); i++) {
      if (at == text.length || text[at] != word.charAt(i)) {
        throw broken();
      }
      at++;
    }
    return meaning;
  }

  private Number number() throws IOException {
    int start = at;
    boolean whole = true;
    while (at < text.length && isOfNumber(text[at])) {
      byte c = text[at];
      whole &= c == '-' || (c >= '0' && c <= '9');
      at++;
    }
    String digits = ascii(start, at);
    try {
      if (!whole) {
        return Double.valueOf(digits);
      }
      if (digits.length() <= MOST_DIGITS) {
        return Long.valueOf(digits);
      }
      BigInteger big = new BigInteger(digits);
      return big.bitLength() < Long.SIZE ? (Number) big.longValue() : big;
    } catch (NumberFormatException e) {
      throw broken();
    }
  }

  private static boolean isOfNumber(byte c) {
    return (c >= '0' && c <= '9') || c == '-' || c == '+' || c == '.' || c == 'e' || c == 'E';
  }

  private String string() throws IOException {
    int start = at + 1;
    int end = start;
    boolean plain = true;
    boolean escaped = false;
    while (true) {
      if (end >= text.length) {
        throw cutOff();
      }
      byte c = text[end];
      if (c == '"') {
        break;
      }
      if (c == '\\') {
        escaped = true;
        end++;
      }
      plain &= c >= 0;
      end++;
    }
    at = end + 1;
    String raw =
        plain ? ascii(start, end) : new String(text, start, end - start, StandardCharsets.UTF_8);
    return escaped ? unescaped(raw) : raw;
  }

  private String unescaped(String raw) throws IOException {
    StringBuilder plain = new StringBuilder(raw.length());
    int from = 0;
    for (int slash = raw.indexOf('\\'); slash >= 0; slash = raw.indexOf('\\', from)) {
      plain.append(raw, from, slash);
      char kind = raw.charAt(slash + 1);
      from = slash + 2;
      if (kind == 'u') {
        plain.append(codeUnit(raw, from));
        from += 4;
      } else {
        plain.append(single(kind));
      }
    }
    return plain.append(raw, from, raw.length()).toString();
  }

  private char codeUnit(String raw, int from) throws IOException {
    try {
      return (char) Integer.parseUnsignedInt(raw, from, from + 4, 16);
    } catch (NumberFormatException | IndexOutOfBoundsException e) {
      throw broken();
    }
  }

  private char single(char kind) throws IOException {
    return switch (kind) {
      case '"', '\\', '/' -> kind;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      default -> throw broken();
    };
  }

  /** Passes over the next value. */
  public void skip() throws IOException {
    byte first = next();
    if (first == '"') {
      at = afterString(at);
    } else if (first == '{' || first == '[') {
      skipStructure();
    } else {
      value();
    }
  }

  private void skipStructure() throws IOException {
    int open = 0;
    int i = at;
    do {
      if (i >= text.length) {
        throw cutOff();
      }
      switch (text[i]) {
        case '{', '[' -> {
          open++;
          i++;
        }
        case '}', ']' -> {
          open--;
          i++;
        }
        case '"' -> i = afterString(i);
        default -> i++;
      }
    } while (open > 0);
    at = i;
  }

  private int afterString(int quote) throws IOException {
    int i = quote + 1;
    while (i < text.length && text[i] != '"') {
      i += text[i] == '\\' ? 2 : 1;
    }
    if (i >= text.length) {
      throw cutOff();
    }
    return i + 1;
  }

  /** The next byte that is no white space; stays before it. */
  private byte next() throws IOException {
    while (at < text.length) {
      byte c = text[at];
      if (c != ' ' && c != '\n' && c != '\r' && c != '\t') {
        return c;
      }
      at++;
    }
    throw cutOff();
  }

  private String ascii(int start, int end) {
    return new String(text, start, end - start, StandardCharsets.ISO_8859_1);
  }

  private IOException broken() {
    return new IOException("the API server's JSON is broken at byte " + at);
  }

  private static IOException cutOff() {
    return new EOFException("the API server's JSON ends too early");
  }
}

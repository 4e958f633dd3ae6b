package dev.kilter.engine.sync;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A JSON object whose members are all strings: all the JSON that the pure core reads itself. */
final class FlatJson {
  private final String text;
  private int at;

  private FlatJson(String text) {
    this.text = text;
  }

  static String write(Map<String, String> members) {
    return members.entrySet().stream()
        .map(member -> quoted(member.getKey()) + ":" + quoted(member.getValue()))
        .collect(Collectors.joining(",", "{", "}"));
  }

  /** Empty for everything else than an object of strings. */
  static Optional<Map<String, String>> read(String text) {
    FlatJson reader = new FlatJson(text);
    try {
      Map<String, String> members = reader.object();
      reader.skipSpace();
      return reader.at == text.length() ? Optional.of(members) : Optional.empty();
    } catch (IllegalArgumentException | StringIndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }

  private Map<String, String> object() {
    Map<String, String> members = new LinkedHashMap<>();
    expect('{');
    if (peek() == '}') {
      at++;
      return members;
    }
    do {
      String name = string();
      expect(':');
      members.put(name, string());
    } while (next() == ',');
    if (text.charAt(at - 1) != '}') {
      throw new IllegalArgumentException("no end of the object");
    }
    return members;
  }

  private String string() {
    expect('"');
    StringBuilder read = new StringBuilder();
    for (char c = text.charAt(at++); c != '"'; c = text.charAt(at++)) {
      read.append(c == '\\' ? escaped(text.charAt(at++)) : c);
    }
    return read.toString();
  }

  private char escaped(char mark) {
    return switch (mark) {
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'u' -> {
        at += 4;
        yield (char) Integer.parseInt(text.substring(at - 4, at), 16);
      }
      default -> mark;
    };
  }

  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        quoted.append('\\').append(c);
      } else if (c < ' ') {
        quoted.append(String.format("\\u%04x", (int) c));
      } else {
        quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }

  private void expect(char wanted) {
    if (next() != wanted) {
      throw new IllegalArgumentException("expected " + wanted + " at " + at);
    }
  }

  private char peek() {
    skipSpace();
    return text.charAt(at);
  }

  private char next() {
    skipSpace();
    return text.charAt(at++);
  }

  private void skipSpace() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }
}

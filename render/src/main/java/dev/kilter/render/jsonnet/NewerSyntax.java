package dev.kilter.render.jsonnet;

/**
 * A program in the words that the interpreter knows: text blocks without their last line break
 * ({@code |||-}) become calls of the library, and {@code tailstrict}, which only changes when
 * arguments are evaluated, is blanked. Lines stay where they are.
 */
final class NewerSyntax {
  private static final String BLOCK = "|||";
  private static final String TAILSTRICT = "tailstrict";

  private final String text;
  private final StringBuilder out;
  private int at;

  private NewerSyntax(String text) {
    this.text = text;
    this.out = new StringBuilder(text.length() + 32);
  }

  static String lowered(String text) {
    return text.contains("|||-") || text.contains(TAILSTRICT)
        ? new NewerSyntax(text).lowered()
        : text;
  }

  private String lowered() {
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '#' || text.startsWith("//", at)) {
        copy(endOf("\n", at));
      } else if (text.startsWith("/*", at)) {
        copy(endOf("*/", at + 2));
      } else if (c == '"' || c == '\'') {
        copy(endOfString(c));
      } else if (c == '@' && at + 1 < text.length() && "\"'".indexOf(text.charAt(at + 1)) >= 0) {
        copy(endOfVerbatim(text.charAt(at + 1)));
      } else if (text.startsWith(BLOCK, at)) {
        block();
      } else if (Character.isJavaIdentifierStart(c)) {
        word();
      } else {
        copy(at + 1);
      }
    }
    return out.toString();
  }

  private void copy(int end) {
    out.append(text, at, end);
    at = end;
  }

  private int endOf(String mark, int from) {
    int found = text.indexOf(mark, from);
    return found < 0 ? text.length() : found + mark.length();
  }

  private int endOfString(char quote) {
    int i = at + 1;
    while (i < text.length() && text.charAt(i) != quote) {
      i += text.charAt(i) == '\\' ? 2 : 1;
    }
    return Math.min(i + 1, text.length());
  }

  /** Two quotes are one of the text. */
  private int endOfVerbatim(char quote) {
    int i = at + 2;
    while (i < text.length()) {
      if (text.charAt(i) == quote) {
        if (i + 1 == text.length() || text.charAt(i + 1) != quote) {
          return i + 1;
        }
        i++;
      }
      i++;
    }
    return text.length();
  }

  private void word() {
    int end = at;
    while (end < text.length() && Character.isJavaIdentifierPart(text.charAt(end))) {
      end++;
    }
    if (text.substring(at, end).equals(TAILSTRICT)) {
      out.repeat(' ', TAILSTRICT.length());
      at = end;
    } else {
      copy(end);
    }
  }

  /** Up to the first line that begins with the mark and is not indented as the block is. */
  private void block() {
    boolean chomped = text.startsWith("|||-", at);
    int line = endOf("\n", at);
    String indentation = indentation(line);
    while (line < text.length()
        && (isBlank(line) || (!indentation.isEmpty() && text.startsWith(indentation, line)))) {
      line = endOf("\n", line);
    }
    int end = Math.min(endOf(BLOCK, line), text.length());
    if (chomped) {
      at += "|||-".length();
      out.append("std.__chomped(").append(BLOCK);
      copy(end);
      out.append(')');
    } else {
      copy(end);
    }
  }

  /** That of the block's first line which is not blank. */
  private String indentation(int from) {
    int line = from;
    while (line < text.length() && isBlank(line)) {
      line = endOf("\n", line);
    }
    int end = line;
    while (end < text.length() && (text.charAt(end) == ' ' || text.charAt(end) == '\t')) {
      end++;
    }
    return text.substring(line, end);
  }

  private boolean isBlank(int line) {
    return text.substring(line, endOf("\n", line)).isBlank();
  }
}

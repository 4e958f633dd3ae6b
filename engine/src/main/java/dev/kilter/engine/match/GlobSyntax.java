package dev.kilter.engine.match;

import java.util.ArrayList;
import java.util.List;

/** The brackets of a glob. */
final class GlobSyntax {
  private GlobSyntax() {}

  static boolean wellFormed(String pattern) {
    int depth = 0;
    for (int i = 0; i < pattern.length(); i++) {
      switch (pattern.charAt(i)) {
        case '\\' -> i++;
        case '[' -> {
          int end = pattern.indexOf(']', i + 2);
          if (end < 0) {
            return false;
          }
          i = end;
        }
        case '{' -> depth++;
        case '}' -> depth--;
        default -> {}
      }
      if (depth < 0) {
        return false;
      }
    }
    return depth == 0;
  }

  /** Index of the brace that closes the one at 0; the pattern is well formed. */
  static int closingBrace(String pattern) {
    int depth = 0;
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '{') {
        depth++;
      } else if (c == '}' && --depth == 0) {
        return i;
      }
    }
    throw new IllegalArgumentException("no closing brace in " + pattern);
  }

  /** Splits at commas outside of inner braces. */
  static List<String> branches(String inside) {
    List<String> branches = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int i = 0; i < inside.length(); i++) {
      char c = inside.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '{') {
        depth++;
      } else if (c == '}') {
        depth--;
      } else if (c == ',' && depth == 0) {
        branches.add(inside.substring(start, i));
        start = i + 1;
      }
    }
    branches.add(inside.substring(start));
    return branches;
  }

  static boolean inClass(String members, char c) {
    for (int i = 0; i < members.length(); i++) {
      boolean range = i + 2 < members.length() && members.charAt(i + 1) == '-';
      if (range && members.charAt(i) <= c && c <= members.charAt(i + 2)) {
        return true;
      }
      if (members.charAt(i) == c) {
        return true;
      }
      if (range) {
        i += 2;
      }
    }
    return false;
  }
}

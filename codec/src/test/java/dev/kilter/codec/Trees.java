package dev.kilter.codec;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Random trees, the same for the same seed, rich in text that YAML could take for something else.
 */
final class Trees {
  private static final String[] TRICKY = {
    "",
    " ",
    "~",
    "null",
    "true",
    "y",
    "No",
    "on",
    "0777",
    "0o7",
    "1_000",
    "0b1",
    "12:30",
    "1e3",
    "1.",
    ".5",
    ".inf",
    "2001-01-01",
    "=",
    "<<",
    "-",
    "- a",
    "a: b",
    "a:",
    ":a",
    "#a",
    "a #b",
    "a#b",
    "'",
    "\"",
    "{",
    "}",
    "[",
    "]",
    ",",
    "&a",
    "*a",
    "!a",
    "|",
    ">",
    "%a",
    "@a",
    "`a",
    "?",
    "? a",
    "---",
    "--- a",
    "...",
    "a\nb",
    "a\nb\n",
    "\n",
    "\n\n",
    "\na",
    " a\nb",
    "a\n\n b\n",
    "a \nb",
    "a\tb",
    "\ta",
    "a\t",
    "a ",
    " a",
    "é",
    "😀",
    "\u0007",
    "\u0085",
    "\u2028",
    "\uFEFF",
    "a\r\nb",
    "\r",
    "key",
    "some words here",
    "a\\b",
    "x=1,y=2",
    "https://a.example/b?c=d#e",
    "\u007f",
    "a\n\t b"
  };

  private final Random random;

  Trees(long seed) {
    random = new Random(seed);
  }

  Map<String, @Nullable Object> map(int depth) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    int size = random.nextInt(5);
    for (int i = 0; i < size; i++) {
      map.put(text(), node(depth - 1));
    }
    return map;
  }

  private @Nullable Object node(int depth) {
    return switch (random.nextInt(depth > 0 ? 9 : 6)) {
      case 0 -> null;
      case 1 -> random.nextBoolean();
      case 2 -> random.nextLong() >> random.nextInt(64);
      case 3 -> random.nextGaussian() * Math.pow(10, random.nextInt(12) - 6);
      case 4 -> BigInteger.ONE.shiftLeft(63).add(BigInteger.valueOf(random.nextInt(1000)));
      case 6 -> map(depth);
      case 7 -> list(depth);
      default -> text();
    };
  }

  private List<@Nullable Object> list(int depth) {
    List<@Nullable Object> list = new ArrayList<>();
    int size = random.nextInt(4);
    for (int i = 0; i < size; i++) {
      list.add(node(depth - 1));
    }
    return list;
  }

  private String text() {
    String first = TRICKY[random.nextInt(TRICKY.length)];
    return random.nextInt(3) == 0 ? first + TRICKY[random.nextInt(TRICKY.length)] : first;
  }
}

package dev.kilter.app.hostile;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Values that nobody expects. The same random makes the same value. */
final class Junk {
  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "\n",
          "\u0000",
          "\u0007\u001b[31m",
          "..",
          "../../../../etc/passwd",
          "/etc/passwd",
          "file:///etc/passwd",
          "http:/../../x",
          "%2e%2e/x",
          "..\\..\\x",
          "-oProxyCommand=x",
          "--upload-pack=touch /tmp/p",
          "ext::sh -c id",
          "$(id)",
          "`id`",
          "${jndi:ldap://x}",
          "{{ .Values }}",
          "a, role:admin",
          "__proto__",
          "\u202egnp.exe",
          "\ufffd",
          "\udbff\udfff",
          "ﬀ\u0130ı",
          "null",
          "true",
          "NaN",
          "1e999999999",
          "-0",
          "9223372036854775808",
          "99999999999999999999999999999999h",
          "-1s",
          "0",
          "/(a+)+$/",
          "*",
          "**",
          "[",
          "{a,{b,{c",
          "!*",
          ".[",
          ".a[0",
          "/~2/~",
          "Sync,,=,PreSync",
          "Prune=confirm,Delete=confirm",
          "https://user:pass@host/x",
          "https://[::1",
          "http://127.0.0.1:99999",
          "git@:x",
          "refs/heads/../x",
          ">=1 <2 || ~0",
          "0000-00-00T00:00:00Z",
          "+999999999-12-31T23:59:59Z",
          "2026-13-45T99:99:99Z");
  private static final List<String> STUFF = List.of("1h", "1", "{", "(", "a", ",", ".1", "/", "é");

  private Junk() {}

  static <T> T one(Random random, List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  /** Anything at all, null too. */
  static @Nullable Object value(Random random) {
    return switch (random.nextInt(14)) {
      case 0 -> null;
      case 1 -> random.nextBoolean();
      case 2 -> number(random);
      case 3 -> List.of();
      case 4 -> Map.of();
      case 5 -> deep(1 + random.nextInt(300));
      case 6 -> list(value(random), value(random));
      case 7 -> map(text(random), value(random));
      case 8, 9 -> long_(random);
      default -> text(random);
    };
  }

  static Object number(Random random) {
    return one(
        random,
        List.of(
            0L,
            -1L,
            1L,
            Long.MAX_VALUE,
            Long.MIN_VALUE,
            (long) Integer.MAX_VALUE + 1,
            0.5,
            -1e300,
            Double.MIN_VALUE,
            BigInteger.TEN.pow(400)));
  }

  static String text(Random random) {
    return one(random, TEXTS);
  }

  /** One thing over and over, long enough to cost something where costs grow faster. */
  static String long_(Random random) {
    int[] lengths = {300, 4_096, 20_000, 200_000};
    return one(random, STUFF).repeat(lengths[random.nextInt(lengths.length)]);
  }

  static Object deep(int levels) {
    Object node = "end";
    for (int i = 0; i < levels; i++) {
      node = i % 2 == 0 ? List.of(node) : Map.of("x", node);
    }
    return node;
  }

  static List<@Nullable Object> list(@Nullable Object... items) {
    List<@Nullable Object> list = new ArrayList<>();
    for (Object item : items) {
      list.add(item);
    }
    return list;
  }

  static Map<String, @Nullable Object> map(String key, @Nullable Object value) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    map.put(key, value);
    return map;
  }

  /** The tree with something else at the path; numbers in the path are places in lists. */
  @SuppressWarnings("unchecked") // trees have string keys only, by construction
  static @Nullable Object replaced(
      @Nullable Object tree, List<String> path, @Nullable Object value) {
    if (path.isEmpty()) {
      return value;
    }
    List<String> rest = path.subList(1, path.size());
    if (path.getFirst().equals("[]")) {
      List<@Nullable Object> list =
          new ArrayList<>(tree instanceof List<?> items ? (List<Object>) items : List.of());
      Object first = list.isEmpty() ? null : list.removeFirst();
      list.addFirst(replaced(first, rest, value));
      return list;
    }
    Map<String, @Nullable Object> map =
        new LinkedHashMap<>(
            tree instanceof Map<?, ?> entries ? (Map<String, Object>) entries : Map.of());
    map.put(path.getFirst(), replaced(map.get(path.getFirst()), rest, value));
    return map;
  }

  /** Every path of the tree, the root's too. */
  static List<List<String>> paths(@Nullable Object tree) {
    List<List<String>> paths = new ArrayList<>();
    collect(tree, List.of(), paths);
    return paths;
  }

  private static void collect(@Nullable Object tree, List<String> path, List<List<String>> into) {
    into.add(path);
    if (tree instanceof Map<?, ?> map) {
      map.forEach((key, value) -> collect(value, plus(path, (String) key), into));
    } else if (tree instanceof List<?> list && !list.isEmpty()) {
      collect(list.getFirst(), plus(path, "[]"), into);
    }
  }

  static List<String> plus(List<String> path, String step) {
    List<String> longer = new ArrayList<>(path);
    longer.add(step);
    return longer;
  }
}

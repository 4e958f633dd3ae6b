package dev.kilter.store.testing;

import dev.kilter.model.manifest.Manifest;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Trees that are almost right: each node may be replaced, removed or doubled. */
public final class RandomTrees {
  private static final int ODDS = 40;

  private RandomTrees() {}

  public static Manifest mutated(Manifest manifest, Random random) {
    return Manifest.of(map(manifest.root(), random));
  }

  private static Map<String, @Nullable Object> map(Map<?, ?> map, Random random) {
    Map<String, @Nullable Object> copy = new LinkedHashMap<>();
    map.forEach((key, value) -> {
      if (random.nextInt(ODDS) != 0) {
        copy.put((String) key, node(value, random));
      }
    });
    return copy;
  }

  private static @Nullable Object node(@Nullable Object node, Random random) {
    if (random.nextInt(ODDS) == 0) {
      return surprise(random);
    }
    return switch (node) {
      case Map<?, ?> below -> map(below, random);
      case List<?> items -> list(items, random);
      case null, default -> node;
    };
  }

  private static List<@Nullable Object> list(List<?> items, Random random) {
    List<@Nullable Object> copy = new ArrayList<>();
    for (Object item : items) {
      int times = random.nextInt(ODDS) == 0 ? 2 : 1;
      for (int i = 0; i < times; i++) {
        copy.add(node(item, random));
      }
    }
    return copy;
  }

  private static @Nullable Object surprise(Random random) {
    return switch (random.nextInt(10)) {
      case 0 -> null;
      case 1 -> "";
      case 2 -> "surprise";
      case 3 -> -1L;
      case 4 -> Long.MAX_VALUE;
      case 5 -> BigInteger.TWO.pow(80);
      case 6 -> 0.5;
      case 7 -> true;
      case 8 -> List.of("a", 1L);
      default -> Map.of("a", "b");
    };
  }
}

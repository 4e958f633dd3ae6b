package dev.kilter.store.tree;

import dev.kilter.model.manifest.Manifest;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one map of a tree, read tolerantly: a field of a wrong type counts as absent, and a
 * sentence that names it joins {@code malformed}. Never throws.
 */
public final class Fields {
  private static final int SHOWN = 100;
  private static final int LAST_YEAR = 9999;

  private final Map<?, ?> map;
  private final String path;
  private final List<String> malformed;

  private Fields(Map<?, ?> map, String path, List<String> malformed) {
    this.map = map;
    this.path = path;
    this.malformed = malformed;
  }

  public static Fields of(Manifest manifest, List<String> malformed) {
    return new Fields(manifest.root(), "", malformed);
  }

  public boolean isEmpty() {
    return map.isEmpty();
  }

  /** The names of all fields, in their order. */
  public List<String> names() {
    return map.keySet().stream().map(String.class::cast).toList();
  }

  public boolean has(String name) {
    return map.get(name) != null;
  }

  /** Adds a sentence about a field: {@code complaint} follows its full name. */
  public void complain(String name, String complaint) {
    malformed.add(named(name) + " " + complaint);
  }

  /** The map itself as a manifest of its own. */
  @SuppressWarnings("unchecked") // trees have string keys only, by construction
  public Manifest manifest() {
    return Manifest.of((Map<String, @Nullable Object>) map);
  }

  public boolean isText(String name) {
    return map.get(name) instanceof String;
  }

  public Optional<String> optionalText(String name) {
    return typed(name, String.class, "a string");
  }

  /** The empty string where it is absent. */
  public String text(String name) {
    return optionalText(name).orElse("");
  }

  public Optional<Boolean> optionalFlag(String name) {
    return typed(name, Boolean.class, "true or false");
  }

  public boolean flag(String name) {
    return optionalFlag(name).orElse(false);
  }

  public Optional<Long> integer(String name) {
    Object value = map.get(name);
    return switch (value) {
      case null -> Optional.empty();
      case Long whole -> Optional.of(whole);
      case Integer whole -> Optional.of(whole.longValue());
      case Double number when number == Math.rint(number) && Math.abs(number) < 1e15 ->
          Optional.of(number.longValue());
      default -> wrong(name, "a whole number of 64 bits", value);
    };
  }

  /** The fields of a map below; those of an empty one where it is absent. */
  public Fields object(String name) {
    return optionalObject(name).orElseGet(() -> new Fields(Map.of(), named(name), malformed));
  }

  public Optional<Fields> optionalObject(String name) {
    return typed(name, Map.class, "an object")
        .map(below -> new Fields(below, named(name), malformed));
  }

  /** The maps in a list; other items are left out with a complaint. */
  public List<Fields> objects(String name) {
    List<Fields> read = new ArrayList<>();
    List<?> items = items(name);
    for (int i = 0; i < items.size(); i++) {
      String item = name + "[" + i + "]";
      if (items.get(i) instanceof Map<?, ?> below) {
        read.add(new Fields(below, named(item), malformed));
      } else {
        complain(item, mismatch("an object", items.get(i)));
      }
    }
    return read;
  }

  /** The strings in a list; other items are left out with a complaint. */
  public List<String> texts(String name) {
    List<String> read = new ArrayList<>();
    List<?> items = items(name);
    for (int i = 0; i < items.size(); i++) {
      if (items.get(i) instanceof String text) {
        read.add(text);
      } else {
        complain(name + "[" + i + "]", mismatch("a string", items.get(i)));
      }
    }
    return read;
  }

  /** A map of strings, in its order; other values are left out with a complaint. */
  public Map<String, String> textMap(String name) {
    Map<String, String> read = new LinkedHashMap<>();
    Fields below = object(name);
    for (Object key : below.map.keySet()) {
      below.optionalText((String) key).ifPresent(value -> read.put((String) key, value));
    }
    return read;
  }

  /** A time as Kubernetes writes it, RFC 3339: years of four digits. */
  public Optional<Instant> time(String name) {
    Optional<String> text = optionalText(name);
    try {
      return text.map(Fields::instant);
    } catch (DateTimeException e) {
      complain(name, "must be a time such as 2026-01-31T12:00:00Z, but is " + shown(text.get()));
      return Optional.empty();
    }
  }

  private static Instant instant(String text) {
    OffsetDateTime time = OffsetDateTime.parse(text).withOffsetSameInstant(ZoneOffset.UTC);
    if (time.getYear() < 0 || time.getYear() > LAST_YEAR) {
      throw new DateTimeException("beyond RFC 3339");
    }
    return time.toInstant();
  }

  /** A constant by its name; an unknown name counts as absent, with a complaint. */
  public <E extends Enum<E>> Optional<E> constant(String name, Class<E> type) {
    Optional<String> text = optionalText(name).filter(value -> !value.isEmpty());
    Optional<E> constant = text.flatMap(value -> constantNamed(value, type));
    if (text.isPresent() && constant.isEmpty()) {
      complain(
          name,
          "must be one of " + List.of(type.getEnumConstants()) + ", but is " + shown(text.get()));
    }
    return constant;
  }

  private static <E extends Enum<E>> Optional<E> constantNamed(String name, Class<E> type) {
    for (E constant : type.getEnumConstants()) {
      if (constant.name().equals(name)) {
        return Optional.of(constant);
      }
    }
    return Optional.empty();
  }

  private List<?> items(String name) {
    return typed(name, List.class, "a list").<List<?>>map(list -> list).orElse(List.of());
  }

  private <T> Optional<T> typed(String name, Class<T> type, String expected) {
    Object value = map.get(name);
    if (value == null) {
      return Optional.empty();
    }
    return type.isInstance(value) ? Optional.of(type.cast(value)) : wrong(name, expected, value);
  }

  private <T> Optional<T> wrong(String name, String expected, Object value) {
    complain(name, mismatch(expected, value));
    return Optional.empty();
  }

  private static String mismatch(String expected, @Nullable Object value) {
    return "must be " + expected + ", but is " + described(value);
  }

  /** A value as a complaint quotes it: nobody reads more of it. */
  public static String shown(String value) {
    return "'" + (value.length() > SHOWN ? value.substring(0, SHOWN) + "…" : value) + "'";
  }

  private static String described(@Nullable Object value) {
    return switch (value) {
      case null -> "null";
      case Map<?, ?> _ -> "an object";
      case List<?> _ -> "a list";
      case String _ -> "a string";
      case Boolean _ -> "true or false";
      case BigInteger _ -> "a number beyond 64 bits";
      default -> "the number " + value;
    };
  }

  private String named(String name) {
    return path.isEmpty() ? name : path + "." + name;
  }
}

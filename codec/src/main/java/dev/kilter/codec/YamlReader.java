package dev.kilter.codec;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Builds trees from the parser's events; one object reads one text. */
final class YamlReader {
  private static final int LEAST_WINDOW = 1024;
  private static final int MOST_WINDOW = 1 << 20;
  private static final String MERGE_TAG = "tag:yaml.org,2002:merge";

  private final Iterator<Event> events;
  private Anchors anchors = new Anchors();

  private final List<Integer> itemLines = new ArrayList<>();
  private boolean inItems;

  private YamlReader(String yaml) {
    events = new Parse(settings(yaml.length())).parseString(yaml).iterator();
  }

  /**
   * The scanner moves what it has of a scalar each time its window is full, so that megabytes of
   * one scalar would take quadratic time through a small window.
   */
  private static LoadSettings settings(int length) {
    return LoadSettings.builder()
        .setUseMarks(true)
        .setCodePointLimit(Yaml.MAX_LENGTH)
        .setBufferSize(Math.clamp(length, LEAST_WINDOW, MOST_WINDOW))
        .build();
  }

  static List<Yaml.Document> documents(String yaml) {
    try {
      return new YamlReader(yaml).documents();
    } catch (MarkedYamlEngineException e) {
      throw YamlFault.of(e);
    } catch (ReaderException e) {
      throw YamlFault.of(e, yaml);
    } catch (YamlEngineException e) {
      throw new CodecException("this is no YAML", 0, 0);
    }
  }

  private List<Yaml.Document> documents() {
    List<Yaml.Document> documents = new ArrayList<>();
    while (events.hasNext()) {
      Event event = events.next();
      if (event.getEventId() == Event.ID.DocumentStart) {
        anchors = new Anchors();
        itemLines.clear();
        Event first = events.next();
        Object tree = node(first, 1);
        if (tree != null) {
          documents.add(new Yaml.Document(tree, YamlFault.line(first), itemLines));
        }
      }
    }
    return List.copyOf(documents);
  }

  private @Nullable Object node(Event event, int depth) {
    if (depth > Yaml.MAX_DEPTH) {
      throw YamlFault.at("nested deeper than " + Yaml.MAX_DEPTH + " levels", event);
    }
    if (event instanceof AliasEvent alias) {
      return anchors.dereference(alias);
    }
    anchors.open((NodeEvent) event);
    Object value =
        switch (event) {
          case ScalarEvent scalar -> jsonValue(scalar(scalar), event);
          case SequenceStartEvent _ -> sequence(depth);
          case MappingStartEvent _ -> mapping(depth);
          default -> throw YamlFault.at("expected a value", event);
        };
    anchors.close((NodeEvent) event, value);
    return value;
  }

  private List<@Nullable Object> sequence(int depth) {
    List<@Nullable Object> list = new ArrayList<>();
    Event event = events.next();
    while (event.getEventId() != Event.ID.SequenceEnd) {
      if (depth == 2 && inItems) {
        itemLines.add(YamlFault.line(event));
      }
      list.add(node(event, depth + 1));
      event = events.next();
    }
    return Collections.unmodifiableList(list);
  }

  private Map<String, @Nullable Object> mapping(int depth) {
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    Event event = events.next();
    while (event.getEventId() != Event.ID.MappingEnd) {
      if (isMerge(event)) {
        anchors.count();
        Event source = events.next();
        merge(node(source, depth + 1), map, source);
      } else {
        String key = key(event, depth);
        if (depth == 1) {
          inItems = key.equals("items");
        }
        map.put(key, node(events.next(), depth + 1));
      }
      event = events.next();
    }
    return Collections.unmodifiableMap(map);
  }

  private static boolean isMerge(Event event) {
    return event instanceof ScalarEvent scalar
        && scalar.getValue().equals("<<")
        && ((scalar.isPlain() && scalar.getTag().isEmpty())
            || scalar.getTag().filter(MERGE_TAG::equals).isPresent());
  }

  /** As go-yaml 2: what is merged overwrites what stands before it, what comes after wins. */
  private static void merge(
      @Nullable Object source, Map<String, @Nullable Object> target, Event event) {
    List<?> maps = source instanceof List<?> list ? list.reversed() : nonNull(source);
    for (Object map : maps) {
      if (!(map instanceof Map<?, ?> entries)) {
        throw YamlFault.at("a merge (<<) takes a map or a list of maps", event);
      }
      entries.forEach((key, value) -> target.put((String) key, value));
    }
  }

  private static List<?> nonNull(@Nullable Object source) {
    return Collections.singletonList(source);
  }

  /** Keys of other types become strings as sigs.k8s.io/yaml makes them. */
  private String key(Event event, int depth) {
    Object key =
        switch (event) {
          case ScalarEvent scalar -> {
            anchors.open(scalar);
            Object value = scalar(scalar);
            anchors.close(scalar, value);
            yield value;
          }
          case AliasEvent _ -> node(event, depth + 1);
          default -> throw YamlFault.at("a key must be a scalar", event);
        };
    return switch (key) {
      case String text -> text;
      case Boolean flag -> flag.toString();
      case Long number -> number.toString();
      case Double number when Double.isNaN(number) -> ".nan";
      case Double number when Double.isInfinite(number) -> number > 0 ? ".inf" : "-.inf";
      case Double number -> Numbers.key(number);
      case null -> throw YamlFault.at("a key must not be null", event);
      default -> throw YamlFault.at("a key must be text or a 64-bit number", event);
    };
  }

  private static @Nullable Object scalar(ScalarEvent scalar) {
    String text = scalar.getValue();
    if (scalar.getTag().isPresent()) {
      try {
        return KubernetesScalars.tagged(scalar.getTag().get(), text);
      } catch (IllegalArgumentException e) {
        throw YamlFault.at(String.valueOf(e.getMessage()), scalar);
      }
    }
    return scalar.isPlain() && scalar.getImplicit().canOmitTagInPlainScalar()
        ? KubernetesScalars.plain(text)
        : text;
  }

  /** The value after the trip through JSON that every manifest makes in Kubernetes' tools. */
  private static @Nullable Object jsonValue(@Nullable Object value, Event event) {
    if (!(value instanceof Double number)) {
      return value;
    }
    if (!Double.isFinite(number)) {
      throw YamlFault.at("JSON has no infinite number and no NaN; quote it to mean text", event);
    }
    return Numbers.narrowed(number);
  }
}

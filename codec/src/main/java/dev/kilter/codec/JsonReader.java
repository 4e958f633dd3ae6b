package dev.kilter.codec;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Builds trees from Jackson's tokens. */
final class JsonReader {
  private JsonReader() {}

  static @Nullable Object onlyDocument(JsonParser parser) throws IOException {
    if (parser.nextToken() == null) {
      throw new CodecException("expected a JSON value, found nothing", 1, 1);
    }
    Object tree = value(parser);
    if (parser.nextToken() != null) {
      throw at("expected the end after one JSON value", parser.currentTokenLocation());
    }
    return tree;
  }

  static List<Yaml.Document> documents(JsonParser parser) throws IOException {
    List<Yaml.Document> documents = new ArrayList<>();
    while (parser.nextToken() != null) {
      int line = parser.currentTokenLocation().getLineNr();
      List<Integer> itemLines = new ArrayList<>();
      Object tree =
          parser.currentToken() == JsonToken.START_OBJECT
              ? object(parser, itemLines)
              : value(parser);
      if (tree != null) {
        documents.add(new Yaml.Document(tree, line, itemLines));
      }
    }
    return List.copyOf(documents);
  }

  private static @Nullable Object value(JsonParser parser) throws IOException {
    JsonToken token = parser.currentToken();
    if (token.isStructStart() && leftOut(parser)) {
      parser.skipChildren();
      return null;
    }
    return switch (token) {
      case START_OBJECT -> object(parser, null);
      case START_ARRAY -> array(parser, null);
      case VALUE_STRING -> parser.getText();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      case VALUE_NUMBER_INT ->
          parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
              ? parser.getBigIntegerValue()
              : (Object) parser.getLongValue();
      case VALUE_NUMBER_FLOAT -> finite(parser);
      case NOT_AVAILABLE, END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT ->
          throw at("expected a JSON value", parser.currentTokenLocation());
    };
  }

  /** Where the parser itself is bounded, it refuses instead. */
  private static boolean leftOut(JsonParser parser) {
    return parser.getParsingContext().getNestingDepth() > Json.KEPT_DEPTH
        && parser.streamReadConstraints().getMaxNestingDepth() > Json.MAX_DEPTH;
  }

  private static Double finite(JsonParser parser) throws IOException {
    double number = parser.getDoubleValue();
    if (!Double.isFinite(number)) {
      throw at("this number does not fit 64 bits", parser.currentTokenLocation());
    }
    return number;
  }

  /** {@code itemLines}, where wanted, takes the lines of the members of {@code items}. */
  private static Map<String, @Nullable Object> object(
      JsonParser parser, @Nullable List<Integer> itemLines) throws IOException {
    String name = parser.nextFieldName();
    if (name == null) {
      return Collections.emptyMap();
    }
    Map<String, @Nullable Object> map = new LinkedHashMap<>();
    while (name != null) {
      JsonToken token = parser.nextToken();
      boolean listed = itemLines != null && token == JsonToken.START_ARRAY && name.equals("items");
      map.put(name, listed ? array(parser, itemLines) : value(parser));
      name = parser.nextFieldName();
    }
    return Collections.unmodifiableMap(map);
  }

  private static List<@Nullable Object> array(JsonParser parser, @Nullable List<Integer> lines)
      throws IOException {
    if (parser.nextToken() == JsonToken.END_ARRAY) {
      return Collections.emptyList();
    }
    List<@Nullable Object> list = new ArrayList<>();
    while (parser.currentToken() != JsonToken.END_ARRAY) {
      if (lines != null) {
        lines.add(parser.currentTokenLocation().getLineNr());
      }
      list.add(value(parser));
      parser.nextToken();
    }
    return Collections.unmodifiableList(list);
  }

  static CodecException fault(IOException e) {
    return e instanceof JsonProcessingException fault
        ? at(fault.getOriginalMessage(), fault.getLocation())
        : new CodecException("this is no JSON: broken encoding", 0, 0);
  }

  private static CodecException at(String message, @Nullable JsonLocation place) {
    return place == null
        ? new CodecException(message, 0, 0)
        : new CodecException(message, place.getLineNr(), place.getColumnNr());
  }
}

package dev.kilter.codec;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Feeds a tree to Jackson's generator. */
final class JsonWriter {
  private JsonWriter() {}

  static void write(@Nullable Object node, JsonGenerator generator) throws IOException {
    switch (node) {
      case null -> generator.writeNull();
      case String text -> generator.writeString(text);
      case Boolean flag -> generator.writeBoolean(flag);
      case Double number -> writeDouble(number, generator);
      case Float number -> writeDouble(number.doubleValue(), generator);
      case Number number -> generator.writeNumber(number.toString());
      case Map<?, ?> map -> writeMap(map, generator);
      case List<?> list -> {
        generator.writeStartArray();
        for (Object item : list) {
          write(item, generator);
        }
        generator.writeEndArray();
      }
      default ->
          throw new CodecException("a tree cannot hold a " + node.getClass().getName(), 0, 0);
    }
  }

  private static void writeMap(Map<?, ?> map, JsonGenerator generator) throws IOException {
    generator.writeStartObject();
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      generator.writeFieldName(String.valueOf(entry.getKey()));
      write(entry.getValue(), generator);
    }
    generator.writeEndObject();
  }

  private static void writeDouble(double number, JsonGenerator generator) throws IOException {
    if (!Double.isFinite(number)) {
      throw new CodecException("JSON has no infinite number and no NaN", 0, 0);
    }
    generator.writeNumber(Numbers.json(number));
  }
}

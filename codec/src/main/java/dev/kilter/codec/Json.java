package dev.kilter.codec;

import com.fasterxml.jackson.core.ErrorReportConfiguration;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteConstraints;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.core.util.Separators;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON to trees and back. Whole numbers are exact (Long, else BigInteger), of a name that stands
 * twice in an object the last one wins, as in Kubernetes. Nesting is bounded at {@value
 * #MAX_DEPTH}.
 */
public final class Json {
  static final int MAX_DEPTH = 1000;

  /** Leaves room for what is written around it. */
  static final int KEPT_DEPTH = 900;

  // The shared pool suits virtual threads; the default keeps a buffer for every thread.
  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
          .streamWriteConstraints(
              StreamWriteConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
          .errorReportConfiguration(
              ErrorReportConfiguration.builder().maxErrorTokenLength(0).build())
          .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
          .recyclerPool(JsonRecyclerPools.sharedConcurrentDequePool())
          .build();

  private static final JsonFactory UNBOUNDED =
      FACTORY
          .rebuild()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(Integer.MAX_VALUE).build())
          .build();

  private Json() {}

  public static @Nullable Object parse(byte[] json) {
    try (JsonParser parser = FACTORY.createParser(json)) {
      return JsonReader.onlyDocument(parser);
    } catch (IOException e) {
      throw JsonReader.fault(e);
    }
  }

  public static @Nullable Object parse(String json) {
    try (JsonParser parser = FACTORY.createParser(json)) {
      return JsonReader.onlyDocument(parser);
    } catch (IOException e) {
      throw JsonReader.fault(e);
    }
  }

  /** The one object that the text holds; anything else is a CodecException. */
  @SuppressWarnings("unchecked") // the reader makes maps with string keys only
  public static Map<String, @Nullable Object> object(byte[] json) {
    if (parse(json) instanceof Map<?, ?> map) {
      return (Map<String, @Nullable Object>) map;
    }
    throw new CodecException("expected a JSON object", 1, 1);
  }

  /**
   * As {@link #object}, of an API server's answer: what is nested deeper than {@value #KEPT_DEPTH}
   * levels is left out, so that one object that nobody would write does not cost all that come with
   * it.
   */
  @SuppressWarnings("unchecked") // the reader makes maps with string keys only
  public static Map<String, @Nullable Object> answer(byte[] json) {
    try (JsonParser parser = UNBOUNDED.createParser(json)) {
      if (JsonReader.onlyDocument(parser) instanceof Map<?, ?> map) {
        return (Map<String, @Nullable Object>) map;
      }
    } catch (IOException e) {
      throw JsonReader.fault(e);
    }
    throw new CodecException("expected a JSON object", 1, 1);
  }

  /** The one value that the text holds, with the lines of it; null and nothing are refused. */
  public static Yaml.Document document(String json) {
    List<Yaml.Document> documents = documents(json);
    if (documents.size() != 1) {
      throw documents.isEmpty()
          ? new CodecException("expected a JSON value, found nothing", 1, 1)
          : new CodecException("expected the end after one JSON value", documents.get(1).line(), 1);
    }
    return documents.getFirst();
  }

  /** JSON values that follow each other, each with the line it starts at. */
  static List<Yaml.Document> documents(String json) {
    try (JsonParser parser = FACTORY.createParser(json)) {
      return JsonReader.documents(parser);
    } catch (IOException e) {
      throw JsonReader.fault(e);
    }
  }

  public static byte[] bytes(@Nullable Object tree) {
    return written(tree, false);
  }

  public static String text(@Nullable Object tree) {
    return new String(written(tree, false), StandardCharsets.UTF_8);
  }

  /** Indented by two spaces, as {@code kubectl -o json}; no line break at the end. */
  public static String pretty(@Nullable Object tree) {
    return new String(written(tree, true), StandardCharsets.UTF_8);
  }

  private static byte[] written(@Nullable Object tree, boolean pretty) {
    var out = new ByteArrayOutputStream(512);
    try (JsonGenerator generator = FACTORY.createGenerator(out)) {
      if (pretty) {
        generator.setPrettyPrinter(printer());
      }
      JsonWriter.write(tree, generator);
    } catch (IOException e) {
      throw new CodecException("this tree cannot be written as JSON: " + e.getMessage(), 0, 0);
    }
    return out.toByteArray();
  }

  private static DefaultPrettyPrinter printer() {
    var indenter = new DefaultIndenter("  ", "\n");
    var separators =
        Separators.createDefaultInstance()
            .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
            .withObjectEmptySeparator("")
            .withArrayEmptySeparator("");
    return new DefaultPrettyPrinter(separators)
        .withObjectIndenter(indenter)
        .withArrayIndenter(indenter);
  }
}

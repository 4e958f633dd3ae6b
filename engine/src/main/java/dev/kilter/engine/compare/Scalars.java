package dev.kilter.engine.compare;

import dev.kilter.model.schema.FieldSchema;
import dev.kilter.model.schema.FieldSchema.Scalar;
import dev.kilter.model.schema.FieldSchema.ScalarType;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.OffsetDateTime;

/** Whether two scalars mean the same to the API server, by the type of their field. */
final class Scalars {
  private Scalars() {}

  static boolean same(Object desired, Object live, FieldSchema schema) {
    if (desired.equals(live)) {
      return true;
    }
    if (desired instanceof Number one && live instanceof Number other) {
      return new BigDecimal(one.toString()).compareTo(new BigDecimal(other.toString())) == 0;
    }
    return schema instanceof Scalar(ScalarType type) && same(desired, live, type);
  }

  private static boolean same(Object desired, Object live, ScalarType type) {
    return switch (type) {
      case QUANTITY -> Quantity.same(desired, live);
      case INT_OR_STRING -> desired.toString().equals(live.toString());
      case TIME -> sameInstant(desired.toString(), live.toString());
      case BYTES -> packed(desired.toString()).equals(packed(live.toString()));
      case STRING, NUMBER, BOOLEAN -> false;
    };
  }

  private static boolean sameInstant(String one, String other) {
    try {
      return OffsetDateTime.parse(one).isEqual(OffsetDateTime.parse(other));
    } catch (DateTimeException e) {
      return false;
    }
  }

  /** Base64 may be broken into lines in Git. */
  private static String packed(String base64) {
    StringBuilder text = new StringBuilder(base64.length());
    base64.chars().filter(c -> !Character.isWhitespace(c)).forEach(c -> text.append((char) c));
    return text.toString();
  }
}

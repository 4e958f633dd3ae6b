package dev.kilter.store.tree;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.model.manifest.Manifest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FieldsTest {
  private final List<String> malformed = new ArrayList<>();

  private Optional<Instant> time(String text) {
    return Fields.of(Manifest.of(Map.of("at", text)), malformed).time("at");
  }

  @Test
  void everyTimeThatItReadsCanBeWritten() {
    for (String text :
        List.of(
            "2026-01-31T12:00:00Z",
            "2026-01-31T12:00:00.5+02:00",
            "0000-01-01T00:00:00Z",
            "9999-12-31T23:59:59Z")) {
      assertThat(time(text).map(Times::text)).as(text).get().asString().hasSize(20);
    }
    assertThat(malformed).isEmpty();
  }

  @Test
  void aTimeBeyondFourDigitsOfYearsIsNone() {
    List<String> texts =
        List.of(
            "+999999999-12-31T23:59:59Z",
            "+999999999-12-31T23:59:59-18:00",
            "-999999999-01-01T00:00:00+18:00",
            "+10000-01-01T00:00:00Z",
            "9999-12-31T23:59:59-01:00",
            "-0001-01-01T00:00:00Z");
    for (String text : texts) {
      assertThat(time(text)).as(text).isEmpty();
    }
    assertThat(malformed).hasSameSizeAs(texts).allMatch(complaint -> complaint.startsWith("at "));
  }
}

package dev.kilter.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.server.http.BodyReader.Reading;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BodyReaderTest {
  private static final int STEP = 64 * 1024;

  private static InputStream bytes(int count) {
    return new ByteArrayInputStream(new byte[count]);
  }

  @Test
  void readsUpToTheLimitAndNoFurther() throws IOException {
    BodyReader reader = new BodyReader(() -> 3L * STEP, 10L * STEP);
    List<Reading> readings = new ArrayList<>();
    for (int size : new int[] {0, 1, STEP, 3 * STEP, 3 * STEP + 1}) {
      reader.read(bytes(size), -1, readings::add);
    }
    assertThat(readings)
        .extracting(reading -> reading instanceof Reading.Read(var content) ? content.length : -1)
        .containsExactly(0, 1, STEP, 3 * STEP, -1);
  }

  @Test
  void bodiesTogetherHaveALimitToo() throws IOException {
    BodyReader reader = new BodyReader(() -> 10L * STEP, 3L * STEP);
    List<Reading> readings = new ArrayList<>();
    reader.read(
        bytes(STEP + 1),
        -1,
        first -> {
          readings.add(first);
          try {
            reader.read(bytes(2 * STEP), -1, readings::add);
          } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
          }
        });
    reader.read(bytes(2 * STEP), -1, readings::add);
    assertThat(readings.get(0)).isInstanceOf(Reading.Read.class);
    assertThat(readings.get(1)).isInstanceOf(Reading.TooMany.class);
    assertThat(readings.get(2)).isInstanceOf(Reading.Read.class);
  }
}

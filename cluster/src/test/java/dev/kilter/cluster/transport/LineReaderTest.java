package dev.kilter.cluster.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineReaderTest {
  private static final int LONGEST = 100_000;

  private final List<String> lines = new ArrayList<>();

  @Test
  void cutsLinesOfAnyLength() throws IOException {
    String most = "a".repeat(LONGEST - 1);
    read(most + "\n\nb\n" + most + "\nthe rest");
    assertThat(lines).containsExactly(most, "", "b", most, "the rest");
  }

  @Test
  void aLineWithoutEndTakesNoMoreThanItsLimit() {
    assertThatThrownBy(() -> read("short\n" + "a".repeat(5 * LONGEST)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("longer than 100000 bytes");
    assertThat(lines).containsExactly("short");
  }

  private void read(String text) throws IOException {
    new LineReader(new ByteArrayInputStream(text.getBytes(UTF_8)), () -> {}, LONGEST)
        .forEach(line -> lines.add(new String(line, UTF_8)));
  }
}

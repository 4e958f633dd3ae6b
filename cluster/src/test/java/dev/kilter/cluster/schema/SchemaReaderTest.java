package dev.kilter.cluster.schema;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class SchemaReaderTest {
  @Test
  void doesNotLookForTheEndOfAListThatIsNone() {
    String schema =
        "{\"components\":{\"schemas\":{\"a\":{\"x-kubernetes-list-map-keys\":\"name\"}}}}";
    assertThatThrownBy(() -> SchemaReader.read(schema.getBytes(UTF_8)))
        .isInstanceOf(IOException.class);
  }
}

package dev.kilter.store.writing;

import static dev.kilter.testkit.mutation.Target.in;
import static dev.kilter.testkit.mutation.Value.TRUE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.codec.Json;
import dev.kilter.testkit.mutation.Guards;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What users of such programs have lost because it could not be written down. */
class StoreLossesTest {
  private static final int LIMIT = 1_500_000;

  @Test
  void M21_theStatusOfThreeThousandObjectsCanBeWritten() {
    List<Map<String, Object>> resources =
        IntStream.range(0, 3_000)
            .mapToObj(i ->
                Map.<String, Object>of(
                    "kind",
                    "ConfigMap",
                    "name",
                    "object-" + i,
                    "namespace",
                    "shop",
                    "message",
                    "a long tale of what went wrong ".repeat(30)))
            .toList();
    Map<String, @Nullable Object> status = new LinkedHashMap<>();
    status.put("resources", resources);
    Map<String, @Nullable Object> fitting = SizeLimit.fit(status);

    assertThat(Json.bytes(fitting).length).isLessThan(LIMIT);
    assertThat((List<?>) fitting.get("resources")).hasSize(3_000);
    assertThat(Json.text(fitting)).contains("object-0", "object-2999");
  }

  @TestFactory
  Stream<DynamicTest> without() {
    return Guards.of(StoreLossesTest.class)
        .without(
            "looking at the size",
            "M21_theStatusOfThreeThousandObjectsCanBeWritten",
            in(SizeLimit.class, "fits").answers(TRUE))
        .tests();
  }
}

package dev.kilter.store.applications;

import static dev.kilter.testkit.mutation.Target.in;
import static dev.kilter.testkit.mutation.Value.NOTHING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.model.application.Application;
import dev.kilter.model.application.OperationState;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.store.reading.ApplicationReader;
import dev.kilter.store.testing.Samples;
import dev.kilter.store.tree.JsonPatch;
import dev.kilter.testkit.mutation.Guards;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What users of such programs have lost because two wrote one run. */
class RunLossesTest {
  @Test
  void M14_aRunIsSavedOnlyWhereItIsStillTheOneThatWasRead() {
    Manifest raw = Samples.fullApplication();
    Application read = ApplicationReader.read(raw);
    OperationState state = read.status().operationState().orElseThrow();

    assertThat(tests(OperationPatch.save(read, state, read.status())))
        .contains("/status/operationState/phase", "/status/operationState/startedAt");
  }

  @Test
  void M14_anOperationIsBegunOnlyOnTheApplicationThatWasRead() {
    Application read = ApplicationReader.read(Samples.fullApplication());
    OperationState state = read.status().operationState().orElseThrow();

    assertThat(tests(OperationPatch.begin(read, state.operation(), state)))
        .contains("/metadata/resourceVersion", "/operation");
  }

  @TestFactory
  Stream<DynamicTest> without() {
    return Guards.of(RunLossesTest.class)
        .without(
            "testing whose run it is",
            "M14_aRunIsSavedOnlyWhereItIsStillTheOneThatWasRead",
            in(OperationPatch.class, "testUnchanged").answers(NOTHING))
        .without(
            "testing what was read",
            "M14_anOperationIsBegunOnlyOnTheApplicationThatWasRead",
            in(OperationPatch.class, "begin")
                .takes(new dev.kilter.testkit.mutation.Value.Argument(0), JsonPatch.class, "test"))
        .tests();
  }

  private static List<Object> tests(JsonPatch patch) {
    return patch.steps().stream()
        .filter(step -> "test".equals(step.get("op")))
        .<Object>map(step -> String.valueOf(step.get("path")))
        .toList();
  }
}

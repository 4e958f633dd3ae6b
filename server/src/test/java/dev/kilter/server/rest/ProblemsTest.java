package dev.kilter.server.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.api.Problem;
import dev.kilter.api.ProblemKind;
import dev.kilter.model.failure.Failure;
import org.junit.jupiter.api.Test;

class ProblemsTest {
  @Test
  void aClusterThatDoesNotAnswerComesWithTheReasonAndACommand() {
    Problem problem =
        Problems.of(
            new Failure.ClusterUnreachable("https://10.0.0.1", "connect: connection refused"));

    assertThat(problem.kind()).isEqualTo(ProblemKind.CLUSTER_UNREACHABLE);
    assertThat(problem.failed()).isEqualTo("The cluster https://10.0.0.1 does not answer.");
    assertThat(problem.why()).isEqualTo("connect: connection refused");
    assertThat(problem.remedies()).containsExactly("kubectl cluster-info");
    assertThat(problem.message()).isEqualTo("connect: connection refused");
  }
}

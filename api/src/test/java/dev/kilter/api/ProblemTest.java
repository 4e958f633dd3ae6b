package dev.kilter.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProblemTest {
  @Test
  void cannotBeMadeWithoutAnythingToDo() {
    assertThatThrownBy(
            () -> Problem.of(ProblemKind.CONFLICT, "conflict").saying("It failed.", "", List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void saysWhatIsKnownWhereItsMakerHadNoWords() {
    Problem problem = Problem.of(ProblemKind.CONFLICT, "").saying("", " ", "try again");

    assertThat(problem.failed()).isEqualTo("Somebody else changed it meanwhile.");
    assertThat(problem.why()).isEqualTo("No reason was given.");
  }

  @Test
  void survivesTheWire() {
    Problem problem =
        Problem.of(ProblemKind.NOT_FOUND, "not found")
            .saying("There is no \"shop\".", "Looked in \"argocd\".", "kilter app list", "look");

    assertThat(Problem.of(Answer.of(problem))).isEqualTo(problem);
  }

  @Test
  void ofAnotherServerSaysThatItIsNotKilters() {
    Problem problem = Problem.of(new Answer(502, Map.of("message", "upstream not ready")));

    assertThat(problem.kind()).isEqualTo(ProblemKind.SERVER_UNREACHABLE);
    assertThat(problem.failed()).isEqualTo("upstream not ready");
    assertThat(problem.why()).startsWith("The answer, HTTP 502, is not Kilter's own");
    assertThat(problem.remedies()).isNotEmpty();
  }
}

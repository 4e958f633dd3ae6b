package dev.kilter.testkit.mutation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class MutantTest {
  private static final String GATE = Gate.class.getName();

  /** What holds of a gate; each mutant breaks one of these. */
  static final class Stories {
    void closedIsClosed() {
      assertThat(Gate.closed("c")).isTrue();
    }

    void openIsOpen() {
      assertThat(Gate.closed("o")).isFalse();
    }

    void isGuarded() {
      assertThat(new Gate().guarded("c")).isTrue();
    }

    void isGuardedLater() {
      assertThat(Gate.later("c").get()).isTrue();
    }

    void knowsTheLonger() {
      assertThat(Gate.longer(1, "a", "bc")).isEqualTo("bc");
    }

    void counts() {
      Gate gate = new Gate();
      gate.open(2);
      assertThat(gate.opened()).isEqualTo(2);
    }

    void complains() {
      assertThatThrownBy(() -> Gate.read("")).hasMessage("nothing to read");
    }

    void bearsTheUnreadable() {
      assertThatCode(() -> Gate.readable("")).doesNotThrowAnyException();
    }

    void findsTheFirst() {
      assertThat(Gate.first(List.of("a"))).contains("a");
    }

    void doubles() {
      assertThat(Gate.twice(2L)).isEqualTo(4);
    }
  }

  @Test
  void answersSomethingElse() {
    assertThat(failure("closedIsClosed", gate("closed").answers(Value.FALSE))).isTrue();
    assertThat(failure("openIsOpen", gate("closed").answers(Value.TRUE))).isTrue();
    assertThat(failure("findsTheFirst", gate("first").answers(Value.NOTHING))).isTrue();
    assertThat(failure("findsTheFirst", gate("first").answers(Value.NULL))).isTrue();
    assertThat(failure("doubles", gate("twice(long)").answers(Value.NOTHING))).isTrue();
  }

  @Test
  void answersOneOfItsArguments() {
    assertThat(failure("knowsTheLonger", gate("longer").answers(new Value.Argument(1)))).isTrue();
    assertThat(failure("knowsTheLonger", gate("longer").answers(new Value.Argument(2)))).isFalse();
  }

  @Test
  void doesNothing() {
    assertThat(failure("counts", gate("open").answers(Value.NOTHING))).isTrue();
  }

  @Test
  void swallowsWhatIsThrown() {
    assertThat(failure("complains", gate("read").swallows(Value.NOTHING))).isTrue();
  }

  @Test
  void catchesNothing() {
    assertThat(failure("bearsTheUnreadable", gate("readable").catchesNothing())).isTrue();
  }

  @Test
  void doesNotMakeACall() {
    assertThat(failure("isGuarded", gate("guarded").takes(Value.FALSE, GATE, "closed"))).isTrue();
    assertThat(failure("closedIsClosed", gate("guarded").takes(Value.FALSE, GATE, "closed")))
        .isFalse();
  }

  @Test
  void reachesIntoLambdas() {
    assertThat(failure("isGuardedLater", gate("later").takes(Value.FALSE, GATE, "closed")))
        .isTrue();
  }

  @Test
  void standsInForACallByItsArgument() {
    Mutant.Edit edit =
        gate("first").takes(new Value.Argument(0), "java.util.stream.Stream", "findFirst");
    assertThatThrownBy(() -> failure("findsTheFirst", edit))
        .describedAs("a stream is no Optional, and says so when it is run")
        .isInstanceOf(AssertionError.class)
        .hasRootCauseInstanceOf(ClassCastException.class);
  }

  @Test
  void neverSeesAType() {
    assertThat(failure("isGuarded", gate("guarded").neverSees("java.lang.String"))).isTrue();
  }

  @Test
  void makesSeveralEditsOfOneClass() {
    Mutant mutant =
        Mutant.of(
            "both",
            "two gates",
            gate("closed").answers(Value.FALSE),
            gate("open").answers(Value.NOTHING));
    assertThat(new Story(Stories.class, "closedIsClosed").fails(mutant)).isPresent();
    assertThat(new Story(Stories.class, "counts").fails(mutant)).isPresent();
    assertThat(new Story(Stories.class, "knowsTheLonger").fails(mutant)).isEmpty();
  }

  @Test
  void leavesTheProductAlone() {
    assertThat(failure("closedIsClosed", gate("closed").answers(Value.FALSE))).isTrue();
    assertThat(Gate.closed("c")).isTrue();
    assertThat(new Story(Stories.class, "closedIsClosed").run(MutantClasses.unchanged())).isEmpty();
  }

  @Test
  void refusesWhatDoesNotExist() {
    refused(new Target("dev.kilter.NoSuch", "closed").answers(Value.TRUE), "no class");
    refused(gate("shut").answers(Value.TRUE), "no method Gate.shut");
    refused(gate("twice").answers(Value.NOTHING), "several methods Gate.twice");
    refused(gate("closed").takes(Value.TRUE, GATE, "closed"), "Gate.closed has nothing of");
    refused(gate("guarded").neverSees("java.lang.Integer"), "Gate.guarded has nothing of");
  }

  @Test
  void refusesAnAnswerThatDoesNotFit() {
    refused(gate("first").answers(Value.TRUE), "no Optional");
    refused(gate("closed").answers(Value.NULL), "no boolean");
    refused(gate("longer").answers(new Value.Argument(0)), "no String");
    refused(gate("longer").answers(new Value.Argument(3)), "no String");
  }

  @Test
  void refusesAStoryThatDoesNotExist() {
    assertThatThrownBy(() -> failure("sleeps", gate("open").answers(Value.NOTHING)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("sleeps");
  }

  @Test
  void refusesAMutantThatChangesNothing() {
    assertThatThrownBy(() -> Mutant.of("idle", "none")).hasMessageContaining("idle");
  }

  /** Whether the assertion fails; anything else that goes wrong is told. */
  private static boolean failure(String story, Mutant.Edit edit) {
    return new Story(Stories.class, story)
        .fails(Mutant.of(story, "a gate", edit))
        .map(cause -> {
          if (!(cause instanceof AssertionError || cause instanceof NullPointerException)) {
            throw new AssertionError("not the assertion failed", cause);
          }
          return true;
        })
        .orElse(false);
  }

  private static void refused(Mutant.Edit edit, String message) {
    assertThatThrownBy(() -> MutantClasses.of(Mutant.of("refused", "a gate", edit)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  private static Target gate(String method) {
    return new Target(GATE, method);
  }
}

package dev.kilter.sandbox.node;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BehaviourTest {
  @ParameterizedTest
  @CsvSource({
    "nginx, latest",
    "nginx:1.27, 1.27",
    "localhost:5000/nginx, latest",
    "localhost:5000/shop/broken:v2, v2",
    "nginx:slow@sha256:0123abcd, slow",
    "broken/nginx@sha256:0123abcd, latest"
  })
  void looksAtTheTagOnly(String image, String tag) {
    assertThat(Behaviour.tag(image)).isEqualTo(tag);
  }

  @ParameterizedTest
  @CsvSource({
    "a:v1, false, WORKS, SERVES",
    "a:v1, true, WORKS, COMPLETES",
    "a:v1-broken, false, FAILS, SERVES",
    "a:slow-crash, false, WORKS, FAILS",
    "a:fail, true, WORKS, FAILS",
    "a:notready, false, WORKS, NEVER_READY",
    "a:long, true, WORKS, LABOURS",
    "a:long, false, WORKS, SERVES"
  })
  void combinesTheWordsOfATag(
      String image, boolean finite, Behaviour.Pull pull, Behaviour.Run run) {
    var behaviour = Behaviour.of(image, finite, 7);
    assertThat(behaviour.pull()).isEqualTo(pull);
    assertThat(behaviour.run()).isEqualTo(run);
  }
}

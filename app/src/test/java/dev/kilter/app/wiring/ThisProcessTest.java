package dev.kilter.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Only what certainly runs no more is gone. */
class ThisProcessTest {
  private final ThisProcess here =
      new ThisProcess("boot,pid:[1]", ProcessHandle.current().pid(), 7);

  @Test
  void whatStillRunsIsNotGone() {
    assertThat(here.gone(here.holder("host").process())).isFalse();
    long parent = ProcessHandle.current().parent().orElseThrow().pid();
    assertThat(here.gone("boot,pid:[1] " + parent + " 1")).isFalse();
  }

  @Test
  void whatEndedOrHadOurNumberBeforeUsIsGone() throws Exception {
    Process ended = new ProcessBuilder("true").start();
    ended.waitFor();
    assertThat(here.gone("boot,pid:[1] " + ended.pid() + " 1")).isTrue();
    assertThat(here.gone("boot,pid:[1] " + here.pid() + " 6")).isTrue();
  }

  @Test
  void nothingIsToldOfAnotherMachineOrOfNonsense() {
    assertThat(here.gone("other,pid:[1] " + here.pid() + " 6")).isFalse();
    assertThat(here.gone("boot,pid:[1] x 6")).isFalse();
    assertThat(here.gone("")).isFalse();
    assertThat(new ThisProcess("", 1, 1).gone("")).isFalse();
  }

  @Test
  void everyHolderIsUnlikeAnother() {
    assertThat(here.holder("host").identity()).isNotEqualTo(here.holder("host").identity());
    assertThat(ThisProcess.look().gone(ThisProcess.look().holder("host").process())).isFalse();
  }
}

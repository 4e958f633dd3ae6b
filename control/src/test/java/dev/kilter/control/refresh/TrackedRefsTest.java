package dev.kilter.control.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.control.message.ChangesKey;
import dev.kilter.control.message.RefKey;
import dev.kilter.control.message.RepositoryKey;
import dev.kilter.control.state.Outgoing;
import dev.kilter.model.application.ApplicationId;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;
import dev.kilter.model.time.Moment;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Whom an answer about a ref concerns. */
class TrackedRefsTest {
  private static final RepositoryKey SHOP =
      new RepositoryKey("https://git.example/shop", "default");
  private static final RefKey MAIN = new RefKey(SHOP, "main", "");
  private static final ApplicationId WEB = new ApplicationId("argocd", "web");
  private static final ApplicationId API = new ApplicationId("argocd", "api");
  private static final Result<String> FIRST = Result.success("1".repeat(40));
  private static final Result<String> SECOND = Result.success("2".repeat(40));
  private static final Result<String> DOWN = Result.failed(new Failure.Defect("down"));

  private final TrackedRefs refs = new TrackedRefs(new Outgoing());
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void theFirstAnswerConcernsAllWhoFollow() {
    follow();

    assertThat(resolved(FIRST).concerned()).containsExactlyInAnyOrder(WEB, API);
  }

  @Test
  void theSameAgainConcernsOnlyWhoAskedForIt() {
    follow();
    resolved(FIRST);
    ask(WEB);

    TrackedRefs.Answered again = resolved(FIRST);

    assertThat(again.concerned()).containsExactly(WEB);
    assertThat(again.moved()).isEmpty();
  }

  @Test
  void aMoveConcernsAll() {
    follow();
    resolved(FIRST);
    ask(WEB);

    TrackedRefs.Answered moved = resolved(SECOND);

    assertThat(moved.concerned()).containsExactlyInAnyOrder(WEB, API);
    assertThat(moved.moved()).contains(new ChangesKey(SHOP, "1".repeat(40), "2".repeat(40)));
  }

  @Test
  void aFailureAndItsEndConcernAll() {
    follow();
    resolved(FIRST);
    ask(WEB);
    assertThat(resolved(DOWN).concerned()).containsExactlyInAnyOrder(WEB, API);

    ask(WEB);
    TrackedRefs.Answered up = resolved(FIRST);

    assertThat(up.concerned()).containsExactlyInAnyOrder(WEB, API);
    assertThat(up.moved()).isEmpty();
  }

  private void follow() {
    ask(WEB);
    ask(API);
  }

  /** Wants an answer that is not older than now. */
  private void ask(ApplicationId follower) {
    now = now.plusSeconds(1);
    assertThat(refs.find(MAIN, follower, now, new Moment(now, now))).isEmpty();
  }

  private TrackedRefs.Answered resolved(Result<String> answer) {
    return refs.resolved(MAIN, answer, new Moment(now, now));
  }
}

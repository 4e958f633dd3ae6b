package dev.kilter.server.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.model.application.ApplicationId;
import dev.kilter.server.live.ChangeLog.Change;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChangeLogTest {
  private static final ApplicationId WEB = new ApplicationId("argocd", "web");
  private static final ApplicationId API = new ApplicationId("argocd", "api");

  private final ChangeLog log = new ChangeLog(4);

  private Optional<List<Change>> after(long seen) throws InterruptedException {
    return log.after(seen, Duration.ZERO);
  }

  @Test
  void tellsWhatCameSinceOneChangeForEachApplication() throws Exception {
    log.append(WEB, "shop/web", true);
    log.append(API, "shop/api", false);
    log.append(WEB, "shop/web", false);

    assertThat(after(0))
        .contains(
            List.of(new Change(2, API, "shop/api", false), new Change(3, WEB, "shop/web", true)));
    assertThat(after(1))
        .contains(
            List.of(new Change(2, API, "shop/api", false), new Change(3, WEB, "shop/web", false)));
    assertThat(after(3)).contains(List.of());
  }

  /** Who was away too long, or was with another process, must read everything again. */
  @Test
  void saysWhenItHasForgotten() throws Exception {
    for (int i = 0; i < 6; i++) {
      log.append(WEB, "shop/web", true);
    }
    assertThat(after(1)).isEmpty();
    assertThat(after(2)).isPresent();
    assertThat(after(7)).isEmpty();
  }

  @Test
  void wakesWhoWaits() throws Exception {
    Thread writer = Thread.ofVirtual().start(() -> log.append(API, "shop/api", true));
    assertThat(log.after(0, Duration.ofMinutes(1)))
        .contains(List.of(new Change(1, API, "shop/api", true)));
    writer.join();
  }
}

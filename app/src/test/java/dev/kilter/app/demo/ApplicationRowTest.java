package dev.kilter.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.app.demo.ApplicationRow.Stage;
import dev.kilter.cli.session.Style;
import org.junit.jupiter.api.Test;

class ApplicationRowTest {
  @Test
  void theMarkFitsWhatIsSaid() {
    assertThat(row("Synced", "Healthy", Stage.FOLLOWING, "api:1.9.1"))
        .isEqualTo("✔ api      Synced    Healthy     69ba612  api:1.9.1");
    assertThat(row("OutOfSync", "Healthy", Stage.HELD, "held by ana: bad image"))
        .isEqualTo("✔ api      OutOfSync Healthy     69ba612  held by ana: bad image");
    assertThat(row("Synced", "Healthy", Stage.SYNCING, "syncing"))
        .isEqualTo("◎ api      Synced    Healthy     69ba612  syncing");
    assertThat(row("OutOfSync", "Healthy", Stage.FOLLOWING, "api:1.9.1")).startsWith("◎ ");
    assertThat(row("OutOfSync", "Degraded", Stage.HELD, "it crashes")).startsWith("✗ ");
  }

  private static String row(String sync, String health, Stage stage, String note) {
    return new ApplicationRow("api", sync, health, "69ba612", stage, note)
        .text(new Style(false, true));
  }
}

package dev.kilter.app.demo;

import dev.kilter.model.application.Application;
import dev.kilter.model.application.ApplicationStatus;
import dev.kilter.model.application.Condition;
import dev.kilter.model.application.HealthStatus;
import dev.kilter.model.application.SyncStatus;
import java.util.List;

/** The applications of the shop, and the state in which each of them is found. */
final class Shop {
  /** Each kind of source, all well, then one application in each state that is worth a look. */
  static final List<Stall> STALLS =
      List.of(
          new Stall("api", "api", State.WELL),
          new Stall("catalog", "catalog/live", State.WELL),
          new Stall("payments", "payments", State.WELL),
          new Stall("reports", "reports", State.WELL),
          new Stall("web", "web", State.WELL),
          new Stall("worker", "worker", State.WELL),
          new Stall("cart", "cart", State.CHANGED_BY_HAND),
          new Stall("checkout", "checkout", State.BAD_IMAGE),
          new Stall("prices", "prices", State.HELD),
          new Stall("search", "search", State.WAVE_UNDER_WAY),
          new Stall("shipping", "shipping", State.RENDER_ERROR));

  private Shop() {}

  /** One application: its name, its folder, and where its story leads. */
  record Stall(String name, String path, State state) {
    /** Who puts manual edits back can show none. */
    boolean selfHeal() {
      return state != State.CHANGED_BY_HAND;
    }
  }

  /** What somebody who looks at an application is to find. */
  enum State {
    WELL("healthy"),
    CHANGED_BY_HAND("changed by hand"),
    BAD_IMAGE("an image that nobody pushed"),
    HELD("gone back, and held there"),
    WAVE_UNDER_WAY("a wave that takes hours"),
    RENDER_ERROR("a chart that does not render");

    private final String words;

    State(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }

    boolean of(Application application) {
      ApplicationStatus status = application.status();
      return switch (this) {
        case WELL -> synced(status, SyncStatus.Synced) && healthy(status, HealthStatus.Healthy);
        case CHANGED_BY_HAND ->
            synced(status, SyncStatus.OutOfSync) && healthy(status, HealthStatus.Healthy);
        case BAD_IMAGE -> healthy(status, HealthStatus.Degraded);
        case HELD ->
            warned(status, Condition.Type.HeldWarning)
                && healthy(status, HealthStatus.Healthy)
                && !syncing(status);
        case WAVE_UNDER_WAY -> syncing(status) && healthy(status, HealthStatus.Progressing);
        case RENDER_ERROR -> warned(status, Condition.Type.ComparisonError);
      };
    }

    private static boolean synced(ApplicationStatus status, SyncStatus wanted) {
      return status.sync().status().filter(wanted::equals).isPresent();
    }

    private static boolean healthy(ApplicationStatus status, HealthStatus wanted) {
      return status.health().filter(found -> found.health().status() == wanted).isPresent();
    }

    private static boolean warned(ApplicationStatus status, Condition.Type type) {
      return status.conditions().stream().anyMatch(condition -> condition.type() == type);
    }

    private static boolean syncing(ApplicationStatus status) {
      return status.operationState().filter(state -> !state.phase().completed()).isPresent();
    }
  }
}

package dev.kilter.app.runtime;

import dev.kilter.model.application.Application;
import java.util.Map;
import java.util.Optional;
import org.slf4j.MDC;

/**
 * For which application the current thread works, so that what adapters log and send can be told
 * apart by application although no port says so.
 */
public final class Acting {
  private static final ScopedValue<Application> APPLICATION = ScopedValue.newInstance();

  private Acting() {}

  /** Empty for work that concerns all or none. */
  public static Optional<Application> application() {
    return APPLICATION.isBound() ? Optional.of(APPLICATION.get()) : Optional.empty();
  }

  /** Also hands the application's fields to every line that is logged meanwhile. */
  static void on(Optional<Application> behalf, Runnable work) {
    if (behalf.isEmpty()) {
      work.run();
      return;
    }
    Map<String, String> fields = LogFields.of(behalf.get());
    fields.forEach(MDC::put);
    try {
      ScopedValue.where(APPLICATION, behalf.get()).run(work);
    } finally {
      fields.keySet().forEach(MDC::remove);
    }
  }
}

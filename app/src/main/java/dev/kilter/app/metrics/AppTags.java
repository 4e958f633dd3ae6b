package dev.kilter.app.metrics;

import dev.kilter.model.application.Application;
import io.micrometer.core.instrument.Tags;

/** The labels that every metric of an application starts with. */
final class AppTags {
  /** For what no application caused. */
  static final Tags NONE = Tags.of("namespace", "", "name", "", "project", "");

  private AppTags() {}

  static Tags of(Application application) {
    return Tags.of(
        "namespace",
        application.id().namespace(),
        "name",
        application.id().name(),
        "project",
        application.spec().project());
  }
}

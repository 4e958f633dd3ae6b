package dev.kilter.server.views;

import dev.kilter.model.application.ApplicationId;
import dev.kilter.model.failure.Result;
import dev.kilter.model.source.PushEvent;
import dev.kilter.model.view.ApplicationViews;
import dev.kilter.model.view.FleetViews;
import dev.kilter.model.view.ObjectViews;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * All that a controller is asked by servers.
 *
 * @param revisions commits for what an operation asks for
 * @param pushes where a server takes webhooks to
 */
public record ControllerViews(
    ApplicationViews views,
    FleetViews fleet,
    ObjectViews objects,
    Function<Question, Result<List<String>>> revisions,
    Consumer<PushEvent> pushes) {

  /** What is asked: {@code revisions} are those that an operation wants resolved. */
  public record Question(ApplicationId id, List<String> revisions) {}

  /** Only what an application's views say: for whoever may read here, and change nothing. */
  static ControllerViews reading(
      ApplicationViews views, Function<Question, Result<List<String>>> revisions) {
    return new ControllerViews(views, FleetViews.NONE, ObjectViews.NONE, revisions, _ -> {});
  }
}

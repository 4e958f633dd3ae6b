package dev.kilter.control.refresh;

import dev.kilter.model.application.Application;
import dev.kilter.model.application.ApplicationId;
import dev.kilter.model.cluster.ClusterConnection;
import dev.kilter.model.project.Project;
import dev.kilter.model.time.Moment;

/** What an evaluation needs to know around it: whose it is, where it goes, by which rules. */
public record Scene(
    Application application, ClusterConnection cluster, Project project, Moment now) {
  public String server() {
    return cluster.server();
  }

  /** By identity: what did not change is the same object, and only that is asked. */
  @SuppressWarnings("ReferenceEquality") // an equal one would only cost another check
  boolean sameGround(Scene other) {
    return application == other.application && cluster == other.cluster && project == other.project;
  }

  ApplicationId id() {
    return application.id();
  }
}

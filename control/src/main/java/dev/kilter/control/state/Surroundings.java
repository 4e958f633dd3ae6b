package dev.kilter.control.state;

import dev.kilter.model.application.Destination;
import dev.kilter.model.cluster.ClusterConnection;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;
import dev.kilter.model.project.Project;
import dev.kilter.model.settings.Settings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the loop knows beside the applications: settings, projects, clusters. */
public final class Surroundings {
  private final LoopOptions options;
  private final Map<String, Project> projects = new HashMap<>();
  private Settings settings;
  private final Map<Destination, Result<ClusterConnection>> found = new HashMap<>();
  private List<ClusterConnection> clusters = List.of();
  private boolean synced;
  private boolean stopping;

  public Surroundings(LoopOptions options, Settings settings) {
    this.options = options;
    this.settings = settings;
  }

  public LoopOptions options() {
    return options;
  }

  public Settings settings() {
    return settings;
  }

  public void settings(Settings changed) {
    settings = changed;
  }

  public Optional<Project> project(String name) {
    return Optional.ofNullable(projects.get(name));
  }

  public void project(String name, Optional<Project> project) {
    project.ifPresentOrElse(found -> projects.put(name, found), () -> projects.remove(name));
  }

  public void clusters(List<ClusterConnection> changed) {
    clusters = changed;
    found.clear();
  }

  /** Whether every application is known, so that work may begin. */
  public boolean synced() {
    return synced;
  }

  public void applicationsSynced() {
    synced = true;
  }

  public boolean stopping() {
    return stopping;
  }

  public void stop() {
    stopping = true;
  }

  /** The cluster that a destination names, by server or by name but not by both. */
  public Result<ClusterConnection> cluster(Destination destination) {
    return found.computeIfAbsent(destination, this::named);
  }

  private Result<ClusterConnection> named(Destination destination) {
    boolean byServer = !destination.server().isEmpty();
    boolean byName = !destination.name().isEmpty();
    if (byServer && byName) {
      return invalid(
          "application destination can't have both name and server defined: "
              + destination.name()
              + " "
              + destination.server()
              + "; remove one of them");
    }
    if (!byServer && !byName) {
      return invalid(
          "Destination server missing from app spec: set spec.destination.server or"
              + " spec.destination.name");
    }
    List<ClusterConnection> matching =
        clusters.stream()
            .filter(cluster ->
                byServer
                    ? sameServer(cluster.server(), destination.server())
                    : cluster.name().equals(destination.name()))
            .toList();
    return switch (matching.size()) {
      case 1 -> Result.success(matching.getFirst());
      case 0 -> invalid(unknown(destination, byServer));
      default ->
          invalid(
              "there are "
                  + matching.size()
                  + " clusters with the name "
                  + destination.name()
                  + ": "
                  + matching.stream().map(ClusterConnection::server).toList()
                  + "; name the server instead");
    };
  }

  private String unknown(Destination destination, boolean byServer) {
    String asked =
        byServer
            ? "cluster \"" + destination.server() + "\""
            : "there are no clusters with this name: " + destination.name() + ";";
    List<String> known =
        clusters.stream()
            .map(byServer ? ClusterConnection::server : ClusterConnection::name)
            .toList();
    return byServer
        ? asked + " is not known here; known are " + known
        : asked + " known are " + known;
  }

  private static boolean sameServer(String one, String other) {
    return withoutSlash(one).equals(withoutSlash(other));
  }

  private static String withoutSlash(String url) {
    return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }

  private static Result<ClusterConnection> invalid(String message) {
    return Result.failed(new Failure.InvalidSpec(message));
  }
}

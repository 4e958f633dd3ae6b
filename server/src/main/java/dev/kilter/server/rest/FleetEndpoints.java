package dev.kilter.server.rest;

import dev.kilter.api.Answer;
import dev.kilter.api.Problem;
import dev.kilter.api.ProblemKind;
import dev.kilter.model.application.Application;
import dev.kilter.model.view.ApplicationViews;
import dev.kilter.server.live.FleetRow;
import dev.kilter.server.live.LiveApplications;
import dev.kilter.server.openapi.About;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** All applications at a glance, and what changes about them. */
final class FleetEndpoints {
  private final Supplier<LiveApplications> live;
  private final ApplicationViews trees;
  private final Lookup lookup;
  private final String epoch;

  /**
   * {@code live} is asked for at the first call: a command line that reads once follows nothing.
   */
  FleetEndpoints(
      Supplier<LiveApplications> live, ApplicationViews trees, Lookup lookup, String epoch) {
    this.live = live;
    this.trees = trees;
    this.lookup = lookup;
    this.epoch = epoch;
  }

  void mount(Router router) {
    router.on("GET", "/api/v1/ext/fleet", About.of("FleetService_List", "Fleet"), this::fleet);
    router.onStream(
        "/api/v1/ext/stream",
        About.of("FleetService_Watch", "FleetEvent").asks("topics[]", "after"),
        this::browser);
    router.onStream(
        "/api/v1/stream/applications",
        About.of("ApplicationService_Watch", "v1alpha1ApplicationWatchEvent")
            .asks(
                "name",
                "projects[]",
                "project[]",
                "selector",
                "repo",
                "cluster",
                "appNamespace",
                "resourceVersion"),
        this::applications);
    router.onStream(
        "/api/v1/stream/applications/{name}/resource-tree",
        About.of("ApplicationService_WatchResourceTree", "v1alpha1ApplicationTree"),
        this::tree);
  }

  /** The cursor is read first: what changes meanwhile comes again with the stream. */
  private Answer fleet(Request request) {
    LiveApplications all = listed();
    String cursor = epoch + "." + all.now();
    List<List<@Nullable Object>> rows =
        all.all().stream()
            .filter(lookup.visible(request.caller()))
            .map(Application::id)
            .map(all::row)
            .flatMap(Optional::stream)
            .map(FleetRow::cells)
            .toList();
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("cursor", cursor);
    tree.put("columns", FleetRow.COLUMNS);
    tree.put("rows", rows);
    return Answer.ok(tree);
  }

  private LiveApplications listed() {
    try {
      LiveApplications all = live.get();
      all.awaitListed();
      return all;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Problem.of(ProblemKind.TIMED_OUT, "interrupted while listing applications")
          .saying("The list was interrupted.", "This server is stopping.", "try again")
          .exception();
    }
  }

  private void browser(Request request, Follower follower)
      throws IOException, InterruptedException {
    new BrowserStream(live.get(), epoch, request, lookup, follower).run();
  }

  /** Argo CD's watch of a tree: the whole of it, whenever something in it changed. */
  private void tree(Request request, Follower follower) throws IOException, InterruptedException {
    TreeStream.follow(live.get(), trees, lookup.application(request).id(), follower);
  }

  private void applications(Request request, Follower follower)
      throws IOException, InterruptedException {
    ApplicationStream.follow(live.get(), request, lookup, follower);
  }
}

package dev.kilter.cli.app;

import dev.kilter.api.Document;
import dev.kilter.api.client.ApplicationDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import picocli.CommandLine.Option;

/** What {@code app wait} waits for; without a flag: synced, healthy, no operation. */
final class WaitConditions {
  @Option(names = "--sync", description = "Wait until it is synced.")
  boolean sync;

  @Option(names = "--health", description = "Wait until it is healthy.")
  boolean health;

  @Option(names = "--operation", description = "Wait until no operation is under way.")
  boolean operation;

  @Option(names = "--suspended", description = "Wait until it is suspended.")
  boolean suspended;

  @Option(names = "--degraded", description = "Wait until it is degraded.")
  boolean degraded;

  @Option(names = "--delete", description = "Wait until it is gone.")
  boolean delete;

  @Option(
      names = "--resource",
      paramLabel = "GROUP:KIND:NAME",
      description = "Look only at these objects; ! leaves some out.")
  List<String> resources = new ArrayList<>();

  Predicate<ApplicationDocument> all() {
    boolean none = !sync && !health && !operation && !suspended && !degraded;
    List<String> healths = new ArrayList<>();
    if (health || none) {
      healths.add("Healthy");
    }
    if (suspended) {
      healths.add("Suspended");
    }
    if (degraded) {
      healths.add("Degraded");
    }
    boolean wantsSync = sync || none;
    boolean wantsOperation = operation || none;
    return application ->
        (!wantsOperation || !application.operationInProgress())
            && application.annotation("argocd.argoproj.io/refresh").isEmpty()
            && (resources.isEmpty()
                ? whole(application, wantsSync, healths)
                : chosen(application, wantsSync, healths));
  }

  private static boolean whole(
      ApplicationDocument application, boolean wantsSync, List<String> healths) {
    return (!wantsSync || application.syncStatus().equals("Synced"))
        && (healths.isEmpty() || healths.contains(application.healthStatus()));
  }

  private boolean chosen(ApplicationDocument application, boolean wantsSync, List<String> healths) {
    ResourceSelection selection = ResourceSelection.parse(resources);
    List<Document> chosen = application.resources().stream().filter(selection::takes).toList();
    return !chosen.isEmpty()
        && chosen.stream()
            .allMatch(one ->
                (!wantsSync || one.text("status").equals("Synced"))
                    && (healths.isEmpty()
                        || !one.has("health")
                        || healths.contains(one.text("health", "status"))));
  }
}

package dev.kilter.server.rest;

import dev.kilter.api.Answer;
import dev.kilter.model.application.Application;
import dev.kilter.model.application.ApplicationStatus.ApplicationHealth;
import dev.kilter.model.store.Journal;
import dev.kilter.server.openapi.About;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What changed lately and who did it, over all applications. Journals are read on demand, one
 * request each (design 2.18), so only those of the applications that changed last are.
 */
final class ActivityEndpoints {
  private static final int JOURNALS = 40;
  private static final int ENTRIES = 200;

  private final Ports ports;
  private final Lookup lookup;

  ActivityEndpoints(Ports ports, Lookup lookup) {
    this.ports = ports;
    this.lookup = lookup;
  }

  void mount(Router router) {
    router.on(
        "GET",
        "/api/v1/ext/activity",
        About.of("FleetService_Activity", "Activity").asks("before", "limit:integer"),
        this::activity);
  }

  /** One thing that happened to an application. */
  private record Happening(Application application, Journal.Entry entry) {}

  private Answer activity(Request request) {
    Instant before =
        request.query("before").isEmpty() ? Instant.MAX : Instant.parse(request.query("before"));
    List<Map<String, @Nullable Object>> entries =
        Problems.unwrap(ports.applications().list()).stream()
            .filter(lookup.visible(request.caller()))
            .sorted(Comparator.comparing(ActivityEndpoints::changed).reversed())
            .limit(JOURNALS)
            .flatMap(this::happenings)
            .filter(happening -> happening.entry().at().isBefore(before))
            .sorted(
                Comparator.comparing((Happening happening) -> happening.entry().at()).reversed())
            .limit(limit(request))
            .map(ActivityEndpoints::tree)
            .toList();
    return Answer.ok(Map.of("entries", entries));
  }

  private static int limit(Request request) {
    return request.query("limit").isEmpty()
        ? ENTRIES
        : Math.clamp(Integer.parseInt(request.query("limit")), 1, ENTRIES);
  }

  private static Instant changed(Application application) {
    return Stream.of(
            application
                .status()
                .operationState()
                .map(state -> state.finishedAt().orElse(state.startedAt())),
            application.status().health().flatMap(ApplicationHealth::lastTransitionTime))
        .flatMap(Optional::stream)
        .max(Comparator.naturalOrder())
        .orElse(Instant.EPOCH);
  }

  private Stream<Happening> happenings(Application application) {
    List<Journal.Entry> entries = ports.journal().read(application.id());
    return (entries.isEmpty() ? recorded(application) : entries.stream())
        .map(entry -> new Happening(application, entry));
  }

  /** Without a journal the resource itself remembers who deployed what. */
  private static Stream<Journal.Entry> recorded(Application application) {
    return application.status().history().stream()
        .map(entry ->
            new Journal.Entry(
                entry.deployedAt(),
                "sync",
                entry.initiatedBy().automated() ? "automation" : entry.initiatedBy().username(),
                entry.revisions().stream().findFirst().orElse(""),
                Optional.empty(),
                List.of(),
                "Succeeded",
                List.of(),
                List.of()));
  }

  private static Map<String, @Nullable Object> tree(Happening happening) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>(JournalShape.tree(happening.entry()));
    Map<String, @Nullable Object> about = new LinkedHashMap<>();
    about.put("namespace", happening.application().id().namespace());
    about.put("name", happening.application().id().name());
    about.put("project", happening.application().spec().project());
    tree.put("application", about);
    return tree;
  }
}

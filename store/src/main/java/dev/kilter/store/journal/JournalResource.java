package dev.kilter.store.journal;

import static dev.kilter.store.requests.ResourceKind.APPLICATION;
import static dev.kilter.store.requests.ResourceKind.JOURNAL;

import dev.kilter.model.application.ApplicationId;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.store.Journal.Entry;
import dev.kilter.store.requests.Resources;
import dev.kilter.store.tree.TreeBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The ApplicationJournal beside an Application, of the same name; it goes when that goes. */
final class JournalResource {
  private static final Logger LOG = LoggerFactory.getLogger(JournalResource.class);
  private static final int MAX_ATTEMPTS = 3;

  private final Resources resources;
  private final Function<ApplicationId, Optional<String>> uids;
  private volatile boolean complained;

  /**
   * Reads and writes by these requests.
   *
   * @param uids the uid of an Application, where it is there; asked once for each new journal
   */
  JournalResource(Resources resources, Function<ApplicationId, Optional<String>> uids) {
    this.resources = resources;
    this.uids = uids;
  }

  List<Entry> read(ApplicationId application) {
    return switch (resources.get(JOURNAL, application.namespace(), application.name())) {
      case Result.Success<Manifest>(var journal) -> entries(journal);
      case Result.Failed<Manifest> _ -> List.of();
    };
  }

  void add(ApplicationId application, List<Entry> entries) {
    for (int attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
      switch (written(application, entries)) {
        case Result.Success<Manifest> _ -> {
          return;
        }
        case Result.Failed<Manifest>(Failure.Conflict _) -> {} // somebody else wrote: again
        case Result.Failed<Manifest>(var failure) -> {
          complain(failure);
          return;
        }
      }
    }
  }

  private Result<Manifest> written(ApplicationId application, List<Entry> entries) {
    String namespace = application.namespace();
    return switch (resources.get(JOURNAL, namespace, application.name())) {
      case Result.Success<Manifest>(var journal) ->
          resources.replace(
              JOURNAL,
              namespace,
              journal.with(spec(application, joined(entries(journal), entries)), "spec"));
      case Result.Failed<Manifest>(Failure.NotFound _) ->
          resources.create(JOURNAL, namespace, fresh(application, entries));
      case Result.Failed<Manifest>(var failure) -> Result.failed(failure);
    };
  }

  private static List<Entry> joined(List<Entry> before, List<Entry> after) {
    List<Entry> all = new ArrayList<>(before);
    all.addAll(after);
    return all;
  }

  private static List<Entry> entries(Manifest journal) {
    return EntryCodec.read(journal.text("spec", "entries").orElse(""));
  }

  private Manifest fresh(ApplicationId application, List<Entry> entries) {
    TreeBuilder metadata =
        new TreeBuilder().put("name", application.name()).put("namespace", application.namespace());
    uids.apply(application)
        .ifPresent(
            uid -> metadata.put("ownerReferences", List.of(reference(application.name(), uid))));
    return Manifest.of(
        new TreeBuilder()
            .put("apiVersion", JOURNAL.apiVersion())
            .put("kind", JOURNAL.kind())
            .put("metadata", metadata.build())
            .put("spec", spec(application, entries))
            .build());
  }

  private static Map<String, @Nullable Object> reference(String name, String uid) {
    return new TreeBuilder()
        .put("apiVersion", APPLICATION.apiVersion())
        .put("kind", APPLICATION.kind())
        .put("name", name)
        .put("uid", uid)
        .build();
  }

  private static Map<String, @Nullable Object> spec(
      ApplicationId application, List<Entry> entries) {
    List<Entry> kept = EntryCodec.trimmed(entries);
    TreeBuilder spec =
        new TreeBuilder().put("application", application.name()).put("count", kept.size());
    if (!kept.isEmpty()) {
      spec.time("last", kept.getLast().at()).put("entries", EntryCodec.text(kept));
    }
    return spec.build();
  }

  /** Once: without its definition there is only less memory. */
  private void complain(Failure failure) {
    if (!complained) {
      complained = true;
      LOG.warn(
          "The journal cannot be written, so history will say less: {} Install the definitions"
              + " with: kilter crds apply",
          failure.message());
    }
  }
}

package dev.kilter.server.rest;

import dev.kilter.api.Answer;
import dev.kilter.api.Call;
import dev.kilter.api.Document;
import dev.kilter.model.application.Application;
import dev.kilter.model.application.ApplicationId;
import dev.kilter.model.store.ApplicationStore;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Predicate;

/** Changes of applications as they come, in Argo CD's form of a watch. */
final class ApplicationStream {
  private final ApplicationStore store;

  ApplicationStream(ApplicationStore store) {
    this.store = store;
  }

  /** Blocks until the follower has had enough or the thread is interrupted. */
  void follow(Call call, Predicate<Document> event) {
    ApplicationFilter filter = ApplicationFilter.of(call);
    BlockingQueue<Answer> changes = new LinkedBlockingQueue<>();
    store.watch(new Feed(filter, changes));
    try {
      boolean wanted = true;
      while (wanted) {
        wanted = event.test(new Document(changes.take().tree()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private record Feed(ApplicationFilter filter, BlockingQueue<Answer> changes)
      implements ApplicationStore.Listener {
    @Override
    public void upserted(Application application) {
      if (filter.test(application)) {
        tell("MODIFIED", application.raw().root());
      }
    }

    @Override
    public void removed(ApplicationId id) {
      tell("DELETED", Map.of("metadata", Map.of("name", id.name(), "namespace", id.namespace())));
    }

    @Override
    public void synced() {}

    private void tell(String type, Map<String, ?> application) {
      Map<String, Object> result = new LinkedHashMap<>();
      result.put("type", type);
      result.put("application", application);
      changes.add(Answer.ok(Map.of("result", result)));
    }
  }
}

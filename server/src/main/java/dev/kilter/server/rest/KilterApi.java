package dev.kilter.server.rest;

import dev.kilter.api.Answer;
import dev.kilter.api.Call;
import dev.kilter.api.Document;
import dev.kilter.api.Exchange;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The whole REST API. Thread-safe; blocks as long as the ports do. */
public final class KilterApi {
  private final Router router = new Router();
  private final ApplicationStream stream;

  public KilterApi(Ports ports, String controlPlaneNamespace, String version) {
    Lookup lookup = new Lookup(ports, controlPlaneNamespace);
    new ApplicationEndpoints(ports, lookup).mount(router);
    new ChangeEndpoints(ports, lookup).mount(router);
    new OperationEndpoints(ports, lookup).mount(router);
    new RollbackEndpoints(ports, lookup).mount(router);
    new ViewEndpoints(ports, lookup).mount(router);
    new ProjectEndpoints(ports).mount(router);
    new RepositoryEndpoints(ports).mount(router);
    router.on("GET", "/api/version", request -> Answer.ok(versionTree(version)));
    stream = new ApplicationStream(ports.applications());
  }

  public Answer answer(Call call, Caller caller) {
    return router.answer(call, caller);
  }

  /** The API without a socket: how the command line's {@code --core} reaches it. */
  public Exchange inProcess(Caller caller) {
    return new Exchange() {
      @Override
      public Answer send(Call call) {
        return answer(call, caller);
      }

      @Override
      public void follow(Call call, Predicate<Document> event) {
        stream.follow(call, event);
      }
    };
  }

  private static Map<String, @Nullable Object> versionTree(String version) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("Version", version);
    tree.put("Platform", System.getProperty("os.name") + "/" + System.getProperty("os.arch"));
    tree.put("JavaVersion", System.getProperty("java.version"));
    return tree;
  }
}

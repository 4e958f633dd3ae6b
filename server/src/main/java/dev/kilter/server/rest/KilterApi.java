package dev.kilter.server.rest;

import dev.kilter.api.Answer;
import dev.kilter.api.ApiException;
import dev.kilter.api.Call;
import dev.kilter.api.Document;
import dev.kilter.api.Exchange;
import dev.kilter.server.live.LiveApplications;
import dev.kilter.server.openapi.About;
import dev.kilter.server.openapi.Description;
import dev.kilter.server.session.Sessions;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The whole REST API. Thread-safe; blocks as long as the ports do. */
public final class KilterApi {
  private final Router router = new Router();
  private final Ports ports;
  private final Lookup lookup;
  private final String version;
  private @Nullable LiveApplications live;

  public KilterApi(Ports ports, String controlPlaneNamespace, String version) {
    this.ports = ports;
    this.version = version;
    lookup = new Lookup(ports, controlPlaneNamespace);
    new ApplicationEndpoints(ports, lookup).mount(router);
    new ChangeEndpoints(ports, lookup).mount(router);
    new OperationEndpoints(ports, lookup).mount(router);
    new RollbackEndpoints(ports, lookup).mount(router);
    new ViewEndpoints(ports, lookup).mount(router);
    new ObjectEndpoints(ports, lookup).mount(router);
    new LogEndpoints(ports, lookup).mount(router);
    new ActivityEndpoints(ports, lookup).mount(router);
    new ClusterEndpoints(ports).mount(router);
    new PermissionEndpoints().mount(router);
    new SettingsEndpoints(ports, controlPlaneNamespace).mount(router);
    new ProjectEndpoints(ports).mount(router);
    new RepositoryEndpoints(ports).mount(router);
    new FleetEndpoints(this::live, ports.views(), lookup, UUID.randomUUID().toString())
        .mount(router);
    router.on(
        "GET",
        "/api/version",
        About.of("VersionService_Version", "versionVersionMessage"),
        request -> Answer.ok(versionTree(version)));
  }

  /** Adds what only a server has: logging in, accounts and tokens. */
  public KilterApi with(Logins logins) {
    Sessions sessions = logins.sessions();
    Function<Request, Asker> asker =
        request -> {
          Caller caller = request.caller();
          return new Asker(
              sessions.identify(caller.token()), caller.token(), caller.address(), caller::may);
        };
    new SessionEndpoints(sessions).mount(router, asker);
    new AccountEndpoints(logins.accounts(), sessions, logins.random()).mount(router, asker);
    new RoleTokenEndpoints(ports.projects(), logins.roleTokens(), sessions).mount(router, asker);
    return this;
  }

  /** Methods and patterns of everything there is, for a test to go through. */
  List<String> routes() {
    return described().stream().map(route -> route.method() + " " + route.pattern()).toList();
  }

  /** The same with what is told of them. */
  List<Description.Route> described() {
    return router.known();
  }

  /** The API as Swagger 2.0. */
  public Map<String, @Nullable Object> description() {
    return Description.of(described(), version);
  }

  public Answer answer(Call call, Caller caller) {
    return router.answer(call, caller);
  }

  /** Whether {@link #follow} is how to make this call. */
  public boolean streams(Call call) {
    return router.streams(call);
  }

  /**
   * Blocks until the follower has gone or the thread is interrupted.
   *
   * @throws ApiException if the call is refused; nothing was told then
   */
  public void follow(Call call, Caller caller, Follower follower)
      throws IOException, InterruptedException {
    router.follow(call, caller, follower);
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
        tell(call, caller, event);
      }
    };
  }

  private void tell(Call call, Caller caller, Predicate<Document> event) {
    try {
      follow(
          call,
          caller,
          (_, _, data) -> {
            if (!data.isEmpty() && !event.test(new Document(data))) {
              throw new EnoughException();
            }
          });
    } catch (IOException e) {
      // it has had enough; there is nothing else that could fail in one process
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The follower in this process wants no more. */
  private static final class EnoughException extends IOException {
    private static final long serialVersionUID = 1;
  }

  /** Whoever only reads once never follows anything. */
  private synchronized LiveApplications live() {
    if (live == null) {
      live = LiveApplications.of(ports.applications(), ports.fleet(), lookup::object);
    }
    return live;
  }

  private static Map<String, @Nullable Object> versionTree(String version) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("Version", version);
    tree.put("Platform", System.getProperty("os.name") + "/" + System.getProperty("os.arch"));
    tree.put("JavaVersion", System.getProperty("java.version"));
    return tree;
  }
}

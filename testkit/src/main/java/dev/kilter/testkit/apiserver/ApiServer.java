package dev.kilter.testkit.apiserver;

import dev.kilter.codec.Json;
import dev.kilter.model.kubernetes.KubernetesApi;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.manifest.ResourceKey;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * An API server in memory, for one thread. Nothing happens in it but what is asked for: controllers
 * act only in {@link #collectGarbage}, {@link #finishNamespaces} and {@link #releaseClaims}, the
 * past is forgotten only in {@link #compact}. It never fails; whoever wants faults wraps it.
 */
public final class ApiServer implements KubernetesApi {
  /** User agent of the server's own controllers. */
  public static final String CONTROLLERS = "kube-controller-manager";

  private static final String AGENT = "kilter";

  private static final Charset UTF = StandardCharsets.UTF_8;

  private final String server;
  private final Context context;
  private final List<Exchange> history;
  private final boolean aggregated;

  public ApiServer(String server, InstantSource clock) {
    this(server, clock, 0);
  }

  /** Of two servers with other seeds, no object has the uid of one of the other's. */
  public ApiServer(String server, InstantSource clock, long seed) {
    this(server, new Context(clock, seed), List.of(), true);
    for (String name : List.of("default", "kube-system")) {
      Manifest namespace =
          Manifest.of(Json.object(("{\"metadata\":{\"name\":\"" + name + "\"}}").getBytes(UTF)));
      create("/api/v1/namespaces", namespace, CONTROLLERS);
    }
    history.clear();
  }

  private ApiServer(String server, Context context, List<Exchange> history, boolean aggregated) {
    this.server = server;
    this.context = context;
    this.history = new ArrayList<>(history);
    this.aggregated = aggregated;
  }

  /** A server that is as this one is now, and goes its own way. Its watches are its own. */
  public ApiServer fork(InstantSource clock) {
    return new ApiServer(server, new Context(context, clock), history, aggregated);
  }

  /** The same state, seen through a server that has no aggregated discovery. */
  public ApiServer withoutAggregation() {
    return new ApiServer(server, context, history, false);
  }

  @Override
  public String server() {
    return server;
  }

  @Override
  public ApiResponse send(ApiRequest request) {
    return send(request, AGENT);
  }

  /** Hands over what there is to tell now, and then ends as servers do when their time is up. */
  @Override
  public int follow(ApiRequest request, Consumer<String> lines, Cancellation cancellation) {
    return follow(request, lines, cancellation, AGENT);
  }

  public Watch open(ApiRequest request) {
    return open(request, AGENT);
  }

  /** This server as another client sees it, whose user agent names its writes. */
  public KubernetesApi as(String agent) {
    return new KubernetesApi() {
      @Override
      public String server() {
        return server;
      }

      @Override
      public ApiResponse send(ApiRequest request) {
        return ApiServer.this.send(request, agent);
      }

      @Override
      public int follow(ApiRequest request, Consumer<String> lines, Cancellation cancellation) {
        return ApiServer.this.follow(request, lines, cancellation, agent);
      }
    };
  }

  private ApiResponse send(ApiRequest request, String agent) {
    Target target = Target.of(request.path());
    Optional<Manifest> before = Optional.empty();
    Optional<Key> key = Optional.empty();
    int status;
    Manifest content;
    try {
      Optional<Reply> document = document(request, target);
      Reply reply;
      if (document.isPresent()) {
        reply = document.get();
      } else {
        Place place = Router.place(context.kinds(), target);
        key = place.isCollection() ? Optional.empty() : Optional.of(place.key());
        before = key.flatMap(context.storage::get);
        reply = answer(new Call(request, target, place, agent));
        key = key.or(() -> created(place, request, reply));
      }
      status = reply.status();
      content = reply.content();
    } catch (Refusal refusal) {
      status = refusal.code();
      content = refusal.status();
    }
    Exchange.Change change = new Exchange.Change(before, key.flatMap(context.storage::get));
    history.add(
        new Exchange(
            agent, request, status, Optional.of(content), change, context.storage.revision()));
    byte[] bytes =
        content.root().isEmpty()
            ? "404 page not found\n".getBytes(UTF)
            : Json.bytes(content.root());
    return new ApiResponse(status, bytes, Optional.empty());
  }

  private static Optional<Key> created(Place place, ApiRequest request, Reply reply) {
    return request.method().equals("POST") && reply.status() == 201
        ? Optional.of(
            new Key(place.kind().qualified(), reply.content().namespace(), reply.content().name()))
        : Optional.empty();
  }

  private Reply answer(Call call) {
    boolean collection = call.place().isCollection();
    return switch (call.request().method()) {
      case "GET" -> collection ? new Reads(context).list(call) : new Reads(context).get(call);
      case "POST" -> new Writes(context).create(call);
      case "PUT" -> new Writes(context).replace(call);
      case "PATCH" -> new Writes(context).patch(call);
      case "DELETE" ->
          collection ? new Deletions(context).deleteAll(call) : new Deletions(context).delete(call);
      default -> throw Statuses.unsupported(call.kind(), call.request().method());
    };
  }

  /** Documents about the server itself. */
  private Optional<Reply> document(ApiRequest request, Target target) {
    List<String> steps = target.steps();
    if (!request.method().equals("GET") || steps.isEmpty()) {
      return Optional.empty();
    }
    Discovery discovery = new Discovery(context.kinds());
    Optional<String> apiVersion = Router.apiVersion(steps);
    return switch (steps.getFirst()) {
      case "version" -> Optional.of(Reply.ok(Discovery.version()));
      case "openapi" -> Optional.of(Reply.ok(openApi(steps)));
      case "api" ->
          steps.size() == 1
              ? Optional.of(
                  Reply.ok(aggregated ? discovery.aggregated(true) : discovery.coreVersions()))
              : steps.size() == 2
                  ? apiVersion.map(each -> Reply.ok(discovery.resourceList(each)))
                  : Optional.empty();
      case "apis" ->
          steps.size() == 1
              ? Optional.of(
                  Reply.ok(aggregated ? discovery.aggregated(false) : discovery.groupList()))
              : steps.size() == 3
                  ? apiVersion.map(each -> Reply.ok(discovery.resourceList(each)))
                  : Optional.empty();
      default -> throw Statuses.noSuchResource();
    };
  }

  private Manifest openApi(List<String> steps) {
    if (steps.size() == 2) {
      return context.kinds().openApiIndex();
    }
    return context
        .kinds()
        .openApi(
            Router.apiVersion(steps.subList(2, steps.size()))
                .orElseThrow(Statuses::noSuchResource));
  }

  private Watch open(ApiRequest request, String agent) {
    Watch watch;
    try {
      Target target = Target.of(request.path());
      watch = Watch.open(context.storage, Router.place(context.kinds(), target), target);
    } catch (Refusal refusal) {
      watch = Watch.refused(refusal.code());
    }
    history.add(
        new Exchange(
            agent,
            request,
            watch.status(),
            Optional.empty(),
            new Exchange.Change(Optional.empty(), Optional.empty()),
            context.storage.revision()));
    return watch;
  }

  private int follow(
      ApiRequest request, Consumer<String> lines, Cancellation cancellation, String agent) {
    Watch watch = open(request, agent);
    cancellation.onCancel(watch::end);
    for (Optional<String> line = watch.poll();
        line.isPresent() && !cancellation.cancelled();
        line = watch.poll()) {
      lines.accept(line.get());
    }
    return watch.status();
  }

  /** All requests so far, oldest first. */
  public List<Exchange> history() {
    return java.util.Collections.unmodifiableList(history);
  }

  /** The newest revision of the store, of which each write makes one. */
  public long revision() {
    return context.storage.revision();
  }

  /** All objects as they are now. */
  public Collection<Manifest> objects() {
    return List.copyOf(context.storage.all());
  }

  public Optional<Manifest> object(ResourceKey key) {
    return context
        .kinds()
        .of(key.group(), key.kind())
        .flatMap(
            kind -> context.storage.get(new Key(kind.qualified(), key.namespace(), key.name())));
  }

  /** Forgets the past: a watch from there, or the rest of a list, is answered 410. */
  public void compact() {
    context.storage.compact();
  }

  /** One act of the garbage collector; false where it has nothing to do. */
  public boolean collectGarbage() {
    return new GarbageCollector(context, as(CONTROLLERS)).step();
  }

  /** One act of the namespace controller; false where it has nothing to do. */
  public boolean finishNamespaces() {
    return new NamespaceController(context, as(CONTROLLERS)).step();
  }

  /** Lets one claim go whose end was asked for; false where there is none. */
  public boolean releaseClaims() {
    return new ClaimProtection(context, as(CONTROLLERS)).step();
  }

  private void create(String path, Manifest object, String agent) {
    send(ApiRequest.of("POST", path, "application/json", Json.bytes(object.root())), agent);
  }
}

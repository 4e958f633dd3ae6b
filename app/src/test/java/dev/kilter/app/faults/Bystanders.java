package dev.kilter.app.faults;

import dev.kilter.app.faults.Plan.AppPlan;
import dev.kilter.app.faults.Wanted.Kind;
import dev.kilter.app.faults.Wanted.Trait;
import dev.kilter.codec.Json;
import dev.kilter.model.manifest.Manifest;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Everybody but Kilter: those who commit, edit, ask and delete. */
final class Bystanders {
  static final String TRACKING = "argocd.argoproj.io/tracking-id";
  static final String HOLD = "kilter.dev/hold";

  private final Plan plan;
  private final Time time;
  private final Repo repo;
  private final Ledger ledger;
  private final Kubectl people;
  private final Runnable push;

  Bystanders(Plan plan, Time time, Repo repo, Ledger ledger, Runnable push) {
    this.plan = plan;
    this.time = time;
    this.repo = repo;
    this.ledger = ledger;
    this.people = new Kubectl(ledger.server(), "kubectl-edit");
    this.push = push;
  }

  /** The world before Kilter starts. */
  void prepare() {
    repo.elsewhere(0);
    for (AppPlan app : plan.apps()) {
      app.objects().forEach(object -> repo.put(app.name(), object));
      people.create(
          "/api/v1/namespaces", Manifest.of(Map.of("metadata", Map.of("name", app.namespace()))));
    }
    project(false);
    if (plan.far()) {
      cluster();
    }
    plan.apps().forEach(this::create);
  }

  private void cluster() {
    people.create(
        "/api/v1/namespaces/argocd/secrets",
        Manifest.of(
            Map.of(
                "metadata",
                Map.of(
                    "name",
                    "cluster-far",
                    "labels",
                    Map.of("argocd.argoproj.io/secret-type", "cluster")),
                "data",
                Map.of("server", base64(plan.destination()), "name", base64("far")))));
  }

  private void create(AppPlan app) {
    Map<String, Object> spec = new TreeMap<>();
    spec.put("project", app.project());
    spec.put("source", Map.of("repoURL", Repo.URL, "path", app.name(), "targetRevision", "main"));
    spec.put("destination", Map.of("server", plan.destination(), "namespace", app.namespace()));
    if (app.automated()) {
      spec.put(
          "syncPolicy",
          Map.of("automated", Map.of("prune", app.prune(), "selfHeal", app.selfHeal())));
    }
    Map<String, Object> metadata = new TreeMap<>();
    metadata.put("name", app.name());
    metadata.put("namespace", Kubectl.CONTROL_PLANE);
    if (app.finalizer()) {
      metadata.put("finalizers", List.of("resources-finalizer.argocd.argoproj.io"));
    }
    people.create(
        Kubectl.APPLICATIONS,
        Manifest.of(
            Map.of(
                "apiVersion",
                "argoproj.io/v1alpha1",
                "kind",
                "Application",
                "metadata",
                metadata,
                "spec",
                spec)));
  }

  /** The project "team" never allows what belongs to the whole cluster, and Secrets at times. */
  private void project(boolean forbidding) {
    Map<String, Object> spec = new TreeMap<>();
    spec.put("sourceRepos", List.of("*"));
    spec.put("destinations", List.of(Map.of("server", "*", "namespace", "ns-*")));
    if (forbidding) {
      spec.put("namespaceResourceBlacklist", List.of(Map.of("group", "", "kind", "Secret")));
    }
    Map<String, Object> project =
        Map.of(
            "apiVersion",
            "argoproj.io/v1alpha1",
            "kind",
            "AppProject",
            "metadata",
            Map.of("name", "team", "namespace", Kubectl.CONTROL_PLANE),
            "spec",
            spec);
    String collection = "/apis/argoproj.io/v1alpha1/namespaces/argocd/appprojects";
    Optional<Manifest> before = people.get(collection + "/team");
    if (before.isEmpty()) {
      people.create(collection, Manifest.of(project));
    } else {
      people.replace(
          collection + "/team",
          Manifest.of(project).with(before.get().resourceVersion(), "metadata", "resourceVersion"));
    }
    ledger.forbids(forbidding);
  }

  void does(Deed deed) {
    AppPlan app = plan.app(deed.app());
    switch (deed.what()) {
      case CHANGE, ADD, REMOVE, RENAME, EMPTY, BREAK, MEND, ELSEWHERE, FORCE_PUSH ->
          commits(deed, app);
      case EDIT, DELETE, REMAKE, UNMARK, COPY_MARK, OWN, FIGHT ->
          find(app, deed.object()).ifPresent(object -> touches(deed, app, object));
      default -> asks(deed, app);
    }
  }

  private void commits(Deed deed, AppPlan app) {
    String folder = app.name();
    Optional<Wanted> object =
        repo.wanted(folder)
            .flatMap(files -> Optional.ofNullable(files.get(deed.object() + ".yaml")));
    switch (deed.what()) {
      case CHANGE -> object.ifPresent(it -> repo.put(folder, changed(it, deed.number())));
      case ADD -> {
        if (object.isEmpty() && !repo.broken(folder)) {
          Kind kind = deed.number() % 2 == 0 ? Kind.CONFIG_MAP : Kind.DEPLOYMENT;
          repo.put(
              folder, new Wanted(kind, deed.object(), deed.number(), deed.number() % 3, Set.of()));
        }
      }
      case REMOVE -> object.ifPresent(it -> repo.remove(folder, it.file()));
      case RENAME ->
          object.ifPresent(it -> {
            repo.remove(folder, it.file());
            repo.put(folder, it.named(it.name() + "-too"));
          });
      case EMPTY -> {
        if (repo.wanted(folder).filter(files -> !files.isEmpty()).isPresent()) {
          repo.empty(folder);
        }
      }
      case BREAK -> {
        if (!repo.broken(folder)) {
          repo.breakFolder(folder);
        }
      }
      case MEND -> {
        if (repo.broken(folder)) {
          repo.mend(folder);
        }
      }
      case ELSEWHERE -> repo.elsewhere(deed.number());
      default -> repo.forcePush(deed.number());
    }
    if (deed.number() % 4 != 0) {
      push.run();
    }
  }

  private static Wanted changed(Wanted object, int number) {
    if (object.kind() == Kind.JOB) {
      return object; // a Job's template cannot be changed
    }
    boolean more = object.traits().contains(Trait.MORE);
    Wanted other = object.saying(number);
    return number % 3 == 0 && (object.kind() == Kind.CONFIG_MAP || object.kind() == Kind.SECRET)
        ? more ? other.without(Trait.MORE) : other.with(Trait.MORE)
        : other;
  }

  private Optional<Wanted> find(AppPlan app, String name) {
    return repo.wanted(app.name())
        .flatMap(files -> Optional.ofNullable(files.get(name + ".yaml")))
        .or(() -> app.objects().stream().filter(it -> it.name().equals(name)).findFirst());
  }

  private void touches(Deed deed, AppPlan app, Wanted object) {
    String path = Kubectl.path(object.kind(), app.namespace(), object.name());
    Optional<Manifest> live = people.get(path);
    if (live.isEmpty()) {
      return;
    }
    switch (deed.what()) {
      case EDIT -> edit(object, path, deed.number());
      case FIGHT -> {
        ledger.fights(path, time.now().plusSeconds(90));
        edit(object, path, deed.number());
      }
      case DELETE -> people.delete(path);
      case REMAKE -> {
        people.delete(path);
        if (people.get(path).isEmpty()) {
          people.create(Kubectl.collection(object.kind(), app.namespace()), bare(live.get()));
        }
      }
      case UNMARK -> people.annotate(path, TRACKING, deed.number() % 2 == 0 ? null : "x:/A:b/c");
      case COPY_MARK ->
          configMap(
              app,
              "copy-" + object.name(),
              live.get().annotation(TRACKING).orElse("none"),
              List.of());
      default -> {
        String name = "owned-" + object.name();
        configMap(
            app,
            name,
            app.name() + ":/ConfigMap:" + app.namespace() + "/" + name,
            List.of(
                Map.of(
                    "apiVersion",
                    live.get().apiVersion(),
                    "kind",
                    live.get().kind(),
                    "name",
                    live.get().name(),
                    "uid",
                    live.get().uid(),
                    "controller",
                    true)));
      }
    }
  }

  private static Manifest bare(Manifest live) {
    return live.without("metadata", "uid")
        .without("metadata", "resourceVersion")
        .without("metadata", "creationTimestamp")
        .without("metadata", "managedFields")
        .without("metadata", "generation")
        .without("status");
  }

  private void configMap(AppPlan app, String name, String mark, List<Map<String, Object>> owners) {
    Map<String, Object> metadata = new TreeMap<>();
    metadata.put("name", name);
    metadata.put("annotations", Map.of(TRACKING, mark));
    if (!owners.isEmpty()) {
      metadata.put("ownerReferences", owners);
    }
    people.create(
        Kubectl.collection(Kind.CONFIG_MAP, app.namespace()),
        Manifest.of(
            Map.of(
                "apiVersion",
                "v1",
                "kind",
                "ConfigMap",
                "metadata",
                metadata,
                "data",
                Map.of("key", "somebody's"))));
  }

  /** Someone changes what Git says, or adds what Git does not speak of. */
  void edit(Wanted object, String path, int number) {
    Map<String, @Nullable Object> patch = new LinkedHashMap<>();
    String key = number % 5 == 0 ? "hand" : "key";
    switch (object.kind()) {
      case CONFIG_MAP -> patch.put("data", Map.of(key, "by-hand-" + number));
      case SECRET -> patch.put("data", Map.of(key, base64(Wanted.CANARY + "-" + number)));
      case DEPLOYMENT, STATEFUL_SET -> patch.put("spec", Map.of("replicas", 7 + number % 3));
      case CLUSTER_ROLE ->
          patch.put(
              "rules",
              List.of(
                  Map.of(
                      "apiGroups",
                      List.of(""),
                      "resources",
                      List.of("pods"),
                      "verbs",
                      List.of("list"))));
      case JOB -> patch.put("metadata", Map.of("labels", Map.of("hand", "made")));
    }
    people.merge(path, patch);
  }

  static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private void asks(Deed deed, AppPlan app) {
    String path = Kubectl.application(app.name());
    Optional<Manifest> live = people.get(path);
    switch (deed.what()) {
      case MAKE_APP -> {
        if (live.isEmpty()) {
          create(app);
        }
      }
      case FORBID -> project(true);
      case ALLOW -> project(false);
      case SETTINGS -> settings(deed.number());
      default -> live.ifPresent(application -> asks(deed, path, application));
    }
  }

  private void asks(Deed deed, String path, Manifest application) {
    String now = time.now().truncatedTo(ChronoUnit.SECONDS).toString();
    switch (deed.what()) {
      case SYNC, SYNC_PRUNE -> sync(path, application, deed.what() == Deed.What.SYNC_PRUNE);
      case TERMINATE -> {
        if (phase(application).equals("Running") && application.at("operation").isPresent()) {
          people.merge(
              path, Map.of("status", Map.of("operationState", Map.of("phase", "Terminating"))));
        }
      }
      case REFRESH -> people.annotate(path, "argocd.argoproj.io/refresh", "normal");
      case HARD_REFRESH -> people.annotate(path, "argocd.argoproj.io/refresh", "hard");
      case APPROVE -> people.annotate(path, "argocd.argoproj.io/deletion-approved", now);
      case DELETE_APP -> people.delete(path);
      case ROLL_BACK -> rollBack(path, application, deed.number());
      case RESUME -> resume(path, application);
      case OTHER_CONTROLLER -> {
        String other =
            time.now()
                .minusSeconds(1 + deed.number() % 50)
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
        if (people.merge(path, Map.of("status", Map.of("reconciledAt", other)))) {
          ledger.foreign(application.name(), other);
        }
      }
      case TAKE_AWAY -> takeAway(path, application);
      default -> throw new IllegalStateException("nobody does " + deed.what());
    }
  }

  static String phase(Manifest application) {
    return application.text("status", "operationState", "phase").orElse("");
  }

  private void sync(String path, Manifest application, boolean prune) {
    if (application.at("operation").isPresent() || phase(application).equals("Running")) {
      return;
    }
    people.merge(
        path,
        Map.of(
            "operation",
            Map.of("initiatedBy", Map.of("username", "ana"), "sync", Map.of("prune", prune))));
  }

  private void takeAway(String path, Manifest application) {
    if (phase(application).equals("Running")) {
      Map<String, @Nullable Object> patch = new TreeMap<>();
      patch.put("operation", null);
      patch.put(
          "status",
          Map.of(
              "operationState",
              Map.of(
                  "phase",
                  "Failed",
                  "message",
                  "ended by somebody else",
                  "finishedAt",
                  time.now().truncatedTo(ChronoUnit.SECONDS).toString())));
      people.merge(path, patch);
    }
  }

  /** As the server does it: an operation, and where automation would undo it, a hold. */
  private void rollBack(String path, Manifest application, int number) {
    List<Manifest> history = application.items("status", "history");
    boolean busy =
        application.at("operation").isPresent()
            || phase(application).equals("Running")
            || application.at("metadata", "deletionTimestamp").isPresent();
    if (busy || history.size() < 2) {
      return;
    }
    Manifest entry = history.get(number % (history.size() - 1));
    Map<String, @Nullable Object> patch = new TreeMap<>();
    patch.put(
        "operation",
        Map.of(
            "initiatedBy",
            Map.of("username", "ana"),
            "sync",
            Map.of(
                "revision",
                entry.text("revision").orElse(""),
                "source",
                entry.map("source"),
                "prune",
                number % 2 == 0,
                "syncStrategy",
                Map.of("apply", Map.of()))));
    if (plan.app(application.name()).automated()) {
      String hold =
          Json.text(
              Map.of(
                  "by",
                  "ana",
                  "reason",
                  "rollback",
                  "since",
                  time.now().truncatedTo(ChronoUnit.SECONDS).toString()));
      patch.put("metadata", Map.of("annotations", Map.of(HOLD, hold)));
      // What is held off is what automation was seen to bring, not what nobody has looked at yet.
      String shown = application.text("status", "sync", "revision").orElse("");
      ledger.holds(application.name(), Math.max(0, repo.heads().lastIndexOf(shown)));
    }
    people.merge(path, patch);
  }

  private void resume(String path, Manifest application) {
    if (application.annotation(HOLD).isPresent()) {
      Map<String, @Nullable Object> annotations = new TreeMap<>();
      annotations.put(HOLD, null);
      annotations.put("argocd.argoproj.io/refresh", "normal");
      people.merge(path, Map.of("metadata", Map.of("annotations", annotations)));
    }
  }

  private void settings(int number) {
    String path = "/api/v1/namespaces/argocd/configmaps/argocd-cm";
    Map<String, @Nullable Object> data =
        Map.of("data", Map.of("timeout.reconciliation", number % 2 == 0 ? "60s" : "180s"));
    if (!people.merge(path, data)) {
      people.create(
          "/api/v1/namespaces/argocd/configmaps",
          Manifest.of(
              Map.of(
                  "apiVersion",
                  "v1",
                  "kind",
                  "ConfigMap",
                  "metadata",
                  Map.of("name", "argocd-cm"),
                  "data",
                  Map.of("timeout.reconciliation", "60s"))));
    }
  }
}

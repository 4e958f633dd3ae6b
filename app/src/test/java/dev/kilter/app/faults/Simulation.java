package dev.kilter.app.faults;

import dev.kilter.codec.Json;
import dev.kilter.model.application.ApplicationId;
import dev.kilter.model.kubernetes.KubernetesApi.ApiRequest;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.store.crds.CustomResourceDefinitions;
import dev.kilter.testkit.apiserver.ApiServer;
import dev.kilter.testkit.apiserver.Exchange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Plays one plan on one thread: at each step one of all things that could happen next happens, by
 * the dice. What everyone may rely on is checked after each step, and when all is quiet again.
 */
final class Simulation {
  private static final int LONGEST_WORK_SECONDS = 30;
  private static final int MOST_STEPS = 60_000;
  private static final Duration SETTLES_WITHIN = Duration.ofMinutes(15);
  private static final Duration QUIET = Duration.ofMinutes(5);
  private static final Duration STEP = Duration.ofMillis(20);

  private final Plan plan;
  private final Dice dice;
  private final Time time = new Time();
  private final ApiServer server;
  private final Ledger ledger;
  private final Troubles troubles;
  private final Repo repo = new Repo();
  private final Bystanders bystanders;
  private final Controllers controllers;
  private final Law law;
  private final Address address;
  private final Deque<Happening> script;
  private final List<Late> late = new ArrayList<>();
  private final List<Runnable> work = new ArrayList<>();
  private @Nullable Life life;
  private Instant startAt = Time.START;
  private int looked;
  private int steps;

  private record Late(Instant due, Runnable request) {}

  private Simulation(Plan plan) {
    this.plan = plan;
    dice = new Dice(plan.seed() ^ 0x5DEECE66DL);
    server = Planet.SERVER.fork(time);
    ledger = new Ledger(server, time);
    troubles = new Troubles(time, dice);
    bystanders = new Bystanders(plan, time, repo, ledger, this::push);
    controllers = new Controllers(server, time, dice, ledger);
    law = new Law(plan, time, repo, ledger);
    address = new Address(plan, time, ledger);
    script = new ArrayDeque<>(plan.script());
  }

  /** A server with what every simulation begins with. */
  private static final class Planet {
    private static final ApiServer SERVER = new ApiServer("https://model", () -> Time.START);

    static {
      SERVER.send(
          ApiRequest.of(
              "POST",
              "/api/v1/namespaces",
              "application/json",
              Json.bytes(Map.of("metadata", Map.of("name", Kubectl.CONTROL_PLANE)))));
      for (Manifest definition : CustomResourceDefinitions.all()) {
        SERVER.send(
            ApiRequest.of(
                "POST",
                "/apis/apiextensions.k8s.io/v1/customresourcedefinitions",
                "application/json",
                Json.bytes(definition.root())));
      }
    }
  }

  /** What a play came to: which law was broken, if any, and what happened. */
  record Outcome(Optional<String> violation, List<String> story, int steps) {}

  static Outcome play(Plan plan) {
    Simulation simulation = new Simulation(plan);
    try {
      simulation.play();
    } catch (RuntimeException e) {
      java.io.StringWriter trace = new java.io.StringWriter();
      e.printStackTrace(new java.io.PrintWriter(trace));
      simulation.ledger.violates("crash", trace.toString());
    }
    return new Outcome(simulation.ledger.violation(), simulation.ledger.story(), simulation.steps);
  }

  private void play() {
    bystanders.prepare();
    looked = server.history().size();
    run(Time.START.plus(plan.length()).plusSeconds(1));
    troubles.end();
    script.clear();
    address.accept();
    run(time.now().plus(SETTLES_WITHIN));
    if (ledger.violation().isEmpty()) {
      new Verdict(plan, repo, ledger).judge();
      law.rests();
      run(time.now().plus(QUIET));
      letWorkEnd();
      leaks();
    }
  }

  /** A ref may be asked about at this very moment; what nobody does stays for longer. */
  private void letWorkEnd() {
    for (int i = 0; i < LONGEST_WORK_SECONDS && life != null && life.working(); i++) {
      run(time.now().plusSeconds(1));
    }
  }

  /** What a process keeps does not grow with what has happened to it (I15). */
  private void leaks() {
    Life now = life;
    if (now == null) {
      ledger.violates("I7", "Kilter does not run");
      return;
    }
    Set<ApplicationId> existing = new HashSet<>();
    for (Plan.AppPlan app : plan.apps()) {
      if (new Marks(server).application(app.name()).isPresent()) {
        existing.add(new ApplicationId(Kubectl.CONTROL_PLANE, app.name()));
      }
    }
    now.leftovers(existing).forEach(left -> ledger.violates("I15", left));
  }

  private void run(Instant end) {
    while (ledger.violation().isEmpty() && time.now().isBefore(end)) {
      if (++steps > MOST_STEPS) {
        ledger.violates("I14", "it does not come to rest");
        return;
      }
      step(end);
    }
  }

  private void step(Instant end) {
    moves();
    List<Runnable> work = work();
    if (work.isEmpty()) {
      Instant next = wakeAt();
      time.reach(next.isBefore(end) ? next : end);
      return;
    }
    time.pass(dice.upTo(STEP));
    try {
      dice.pick(work).run();
    } catch (ProcessDied _) {
      dies();
    }
    look();
  }

  /** Where the address leads elsewhere than before, all connections are new ones. */
  private void moves() {
    Life now = life;
    List<Pipe> streams = now == null ? List.of() : now.destinationStreams();
    if (address.leads(troubles.lasts(Fault.Type.MOVED), streams)) {
      streams.forEach(stream -> stream.breakOff("connection reset"));
    }
  }

  private void look() {
    Life now = life;
    address.look(now == null ? List.of() : now.destinationStreams());
    List<Exchange> history = server.history();
    while (looked < history.size()) {
      Exchange exchange = history.get(looked++);
      controllers.notice(exchange);
      law.judge(exchange);
    }
  }

  private List<Runnable> work() {
    work.clear();
    Life now = life;
    if (now != null) {
      now.offer(work);
    } else if (!time.now().isBefore(startAt)) {
      work.add(this::start);
    }
    controllers.offer(work);
    Happening next = script.peekFirst();
    if (next != null && time.elapsed().compareTo(next.at()) >= 0) {
      work.add(this::happens);
    }
    for (Late each : late) {
      if (!time.now().isBefore(each.due())) {
        work.add(() -> {
          late.remove(each);
          arrives(each.request());
        });
      }
    }
    return work;
  }

  private static void arrives(Runnable request) {
    try {
      request.run();
    } catch (ProcessDied _) {
      // it had sent no more than that
    }
  }

  private Instant wakeAt() {
    Life now = life;
    Instant first = now == null ? startAt : now.wakeAt();
    Instant chores = controllers.wakeAt();
    first = chores.isBefore(first) ? chores : first;
    Happening next = script.peekFirst();
    if (next != null) {
      Instant at = Time.START.plus(next.at());
      first = at.isBefore(first) ? at : first;
    }
    for (Late each : late) {
      first = each.due().isBefore(first) ? each.due() : first;
    }
    for (Happening each : plan.script()) {
      if (each instanceof Fault fault) {
        Instant ends = Time.START.plus(fault.end());
        first = ends.isAfter(time.now()) && ends.isBefore(first) ? ends : first;
      }
    }
    return first.isAfter(time.now()) ? first : time.now().plusMillis(1);
  }

  private void start() {
    ledger.forgets();
    Life born =
        new Life(
            new Life.Surroundings(
                time, dice, troubles, repo, ledger, address, plan.far(), this::meanwhile));
    boolean started = born.start();
    ledger.says(started ? "Kilter starts" : "Kilter cannot start");
    if (started) {
      life = born;
    } else {
      startAt = time.now().plusSeconds(1);
    }
  }

  private void dies() {
    ledger.says("Kilter dies");
    Life dead = life;
    life = null;
    startAt = time.now().plus(dice.upTo(Duration.ofSeconds(8)));
    if (dead != null) {
      for (Runnable request : dead.lastWords()) {
        if (dice.chance(0.3)) {
          late.add(new Late(time.now().plus(dice.upTo(Duration.ofSeconds(4))), request));
        }
      }
    }
  }

  /** Between two requests of one command the world may have moved on. */
  private void meanwhile() {
    Happening next = script.peekFirst();
    boolean due = next != null && time.elapsed().compareTo(next.at()) >= 0;
    if (due && next instanceof Deed && dice.chance(0.3)) {
      happens();
    }
  }

  private void happens() {
    Happening happening = script.removeFirst();
    ledger.says(happening.toString());
    switch (happening) {
      case Deed deed -> bystanders.does(deed);
      case Fault fault -> strikes(fault);
    }
  }

  private void strikes(Fault fault) {
    switch (fault.type()) {
      case DIE_IDLE -> dies();
      case CUT -> cut(fault.target());
      case COMPACT -> {
        server.compact();
        cut("");
      }
      case CLOCK -> time.jump(Duration.ofSeconds(fault.number()));
      default -> troubles.begin(fault);
    }
  }

  private void cut(String target) {
    Life now = life;
    if (now != null) {
      now.cut(target);
    }
  }

  private void push() {
    Life now = life;
    if (now != null) {
      now.pushed();
    }
  }
}

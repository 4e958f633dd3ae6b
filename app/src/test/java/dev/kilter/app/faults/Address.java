package dev.kilter.app.faults;

import dev.kilter.app.faults.Plan.AppPlan;
import dev.kilter.codec.Json;
import dev.kilter.model.kubernetes.KubernetesApi.ApiRequest;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.testkit.apiserver.ApiServer;
import dev.kilter.testkit.apiserver.Exchange;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where the destination's address leads: to the cluster that is meant, or for a while to another
 * one, which must not be touched (I16). It has the same namespaces, and an object with the mark of
 * each application.
 */
final class Address {
  private static final String SYSTEM = "/api/v1/namespaces/kube-system";

  private final Plan plan;
  private final Ledger ledger;
  private final ApiServer meant;
  private final ApiServer other;
  private boolean elsewhere;
  private boolean noticeable;
  private int looked;

  Address(Plan plan, Time time, Ledger ledger) {
    this.plan = plan;
    this.ledger = ledger;
    meant = ledger.server();
    other = new ApiServer("https://other", time, 1);
    Kubectl people = new Kubectl(other, "somebody");
    for (AppPlan app : plan.apps()) {
      people.create("/api/v1/namespaces", named(app.namespace()));
      String mark = app.name() + ":/ConfigMap:" + app.namespace() + "/old";
      people.create(
          "/api/v1/namespaces/" + app.namespace() + "/configmaps",
          named("old").with(mark, "metadata", "annotations", Bystanders.TRACKING));
    }
    looked = other.history().size();
  }

  private static Manifest named(String name) {
    return Manifest.of(Map.of("metadata", Map.of("name", name)));
  }

  ApiServer server() {
    return elsewhere ? other : meant;
  }

  /**
   * From now on it leads there; true where that is new. Nobody can notice it without a stream that
   * breaks.
   */
  boolean leads(boolean toTheOther, List<Pipe> streams) {
    if (toTheOther == elsewhere) {
      return false;
    }
    elsewhere = toTheOther;
    noticeable = streams.stream().anyMatch(Pipe::heard);
    return true;
  }

  /** Streams that began since then tell it, too. */
  void look(List<Pipe> streams) {
    noticeable |= elsewhere && streams.stream().anyMatch(Pipe::heard);
    List<Exchange> history = other.history();
    while (looked < history.size()) {
      Exchange exchange = history.get(looked++);
      boolean ours = exchange.agent().equals("kilter");
      if (exchange.isWrite() && ours && noticeable && pinned()) {
        ledger.violates("I16", "another cluster is written to: " + Marks.words(exchange));
      }
    }
  }

  private boolean pinned() {
    return pin().equals(Optional.of(identity()));
  }

  private Optional<String> pin() {
    return new Kubectl(meant, "somebody")
        .get(Plan.SECRET)
        .flatMap(secret -> secret.annotation(Plan.PIN).map(pin -> pin.replaceFirst("@.*", "")));
  }

  private String identity() {
    return Manifest.of(Json.object(meant.send(ApiRequest.get(SYSTEM)).content())).uid();
  }

  /** Where the other one was found before the one that is meant, somebody puts that right. */
  void accept() {
    if (plan.far() && pin().isPresent() && !pinned()) {
      new Kubectl(meant, "somebody").annotate(Plan.SECRET, Plan.PIN, identity());
    }
  }
}

package dev.kilter.engine.health;

import static dev.kilter.engine.health.Verdict.progressing;

import dev.kilter.model.application.Health;
import dev.kilter.model.manifest.Manifest;
import java.util.function.Predicate;

/** Service and Ingress: those that need a load balancer are done when it has an address. */
final class LoadBalancerHealth implements HealthRule {
  static final HealthRule SERVICE =
      new LoadBalancerHealth(live -> live.text("spec", "type").orElse("").equals("LoadBalancer"));

  /** Every ingress, so one without a controller stays Progressing, as in Argo CD. */
  static final HealthRule INGRESS = new LoadBalancerHealth(_ -> true);

  private final Predicate<Manifest> needsAddress;

  private LoadBalancerHealth(Predicate<Manifest> needsAddress) {
    this.needsAddress = needsAddress;
  }

  @Override
  public Health assess(Manifest live) {
    return needsAddress.test(live) && live.list("status", "loadBalancer", "ingress").isEmpty()
        ? progressing("")
        : Health.HEALTHY;
  }
}

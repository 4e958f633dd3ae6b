package dev.kilter.testkit.apiserver;

import dev.kilter.model.manifest.Manifest;
import java.util.List;
import java.util.Map;

/** Gives Services their addresses and node ports, and keeps what they have. */
final class ServiceAddresses {
  private static final int FIRST_NODE_PORT = 30_000;
  private static final int NODE_PORTS = 2_768;

  private final Context context;

  ServiceAddresses(Context context) {
    this.context = context;
  }

  Manifest allocated(Manifest service) {
    Draft draft = Draft.of(service.root());
    Draft spec = draft.at("spec");
    String type = spec.text("type");
    if (type.equals("ExternalName")) {
      return service;
    }
    String address = spec.text("clusterIP").isEmpty() ? next() : spec.text("clusterIP");
    if (address.equals("None") && !spec.has("selector")) {
      spec.fill("ipFamilies", List.of("IPv4", "IPv6")).fill("ipFamilyPolicy", "RequireDualStack");
    }
    spec.set("clusterIP", address)
        .set("clusterIPs", List.of(address))
        .fill("ipFamilies", List.of("IPv4"))
        .fill("ipFamilyPolicy", "SingleStack");
    if (type.equals("NodePort") || type.equals("LoadBalancer")) {
      long port = Math.floorMod(context.storage.revision(), (long) NODE_PORTS);
      for (Draft each : spec.items("ports")) {
        each.fill("nodePort", FIRST_NODE_PORT + Math.floorMod(port++, (long) NODE_PORTS));
      }
    }
    return draft.finished();
  }

  private String next() {
    long number = context.storage.revision();
    return "10.96." + Math.floorMod(number / 254, 255L) + "." + (Math.floorMod(number, 254L) + 1);
  }

  /** An update that says nothing about addresses and node ports keeps them. */
  static Manifest kept(Manifest before, Manifest next) {
    if (next.text("spec", "type").orElse("").equals("ExternalName")) {
      return next;
    }
    Draft draft = Draft.of(next.root());
    Draft spec = draft.at("spec");
    for (String field : List.of("clusterIP", "clusterIPs", "ipFamilies", "ipFamilyPolicy")) {
      before.at("spec", field).ifPresent(value -> spec.fill(field, value));
    }
    if (!spec.text("type").equals("ClusterIP")) {
      for (Draft port : spec.items("ports")) {
        before.items("spec", "ports").stream()
            .filter(old -> samePort(old.root(), port))
            .findFirst()
            .flatMap(old -> old.at("nodePort"))
            .ifPresent(value -> port.fill("nodePort", value));
      }
    }
    return draft.finished();
  }

  private static boolean samePort(Map<String, ?> old, Draft port) {
    return java.util.Objects.equals(old.get("port"), port.get("port"))
        && java.util.Objects.equals(old.get("protocol"), port.get("protocol"));
  }
}

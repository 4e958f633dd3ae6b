package dev.kilter.sandbox.kube;

import dev.kilter.sandbox.pki.Identity;
import java.net.URI;

/**
 * How to reach the control plane as its administrator: either by bearer token or by client
 * certificate. Both belong to {@code system:masters}.
 */
public record ClusterAccess(URI server, String authorityPem, String token, Identity certificate) {
  @Override
  public String toString() {
    return "ClusterAccess[server=" + server + "]";
  }
}

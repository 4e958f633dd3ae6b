package dev.kilter.cluster.transport;

/** What we ask the server to answer with: JSON, and discovery in one document where it can. */
final class Accept {
  private static final String AGGREGATED =
      "application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList,"
          + "application/json;g=apidiscovery.k8s.io;v=v2beta1;as=APIGroupDiscoveryList,"
          + "application/json";

  private Accept() {}

  static String of(String path) {
    if (path.equals("/api") || path.equals("/apis")) {
      return AGGREGATED;
    }
    return path.contains("/log?") || path.endsWith("/log") ? "*/*" : "application/json";
  }
}

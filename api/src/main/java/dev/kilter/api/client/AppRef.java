package dev.kilter.api.client;

import dev.kilter.api.Call;

/** An application by name; an empty namespace means the control plane's. */
public record AppRef(String name, String namespace) {
  /** Reads {@code name} or {@code namespace/name}, as the command line takes them. */
  public static AppRef parse(String text, String defaultNamespace) {
    int slash = text.indexOf('/');
    return slash < 0
        ? new AppRef(text, defaultNamespace)
        : new AppRef(text.substring(slash + 1), text.substring(0, slash));
  }

  Call call(String method, String below) {
    return at(method, "/api/v1/applications/", below);
  }

  Call extension(String method, String below) {
    return at(method, "/api/v1/ext/applications/", below);
  }

  private Call at(String method, String root, String below) {
    return Call.of(method, root + Call.segment(name) + below).with("appNamespace", namespace);
  }

  @Override
  public String toString() {
    return namespace.isEmpty() ? name : namespace + "/" + name;
  }
}

package dev.kilter.sandbox.binaries;

import java.nio.file.Path;
import java.util.List;

/** A folder that holds the control plane's programs under their usual names. */
public record Programs(Path folder) {
  static final List<String> NAMES =
      List.of("etcd", "kube-apiserver", "kube-controller-manager", "kubectl");

  public Path etcd() {
    return folder.resolve("etcd");
  }

  public Path apiServer() {
    return folder.resolve("kube-apiserver");
  }

  public Path controllers() {
    return folder.resolve("kube-controller-manager");
  }

  public Path kubectl() {
    return folder.resolve("kubectl");
  }
}

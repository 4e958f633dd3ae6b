package dev.kilter.sandbox.binaries;

import dev.kilter.binaries.Binaries;
import dev.kilter.binaries.GoModule;
import dev.kilter.binaries.GoModule.Command;
import dev.kilter.binaries.GoModule.Pin;
import dev.kilter.binaries.Progress;
import dev.kilter.binaries.Published;
import dev.kilter.binaries.Release;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The versions that a sandbox runs: Kubernetes' programs and etcd's. */
public final class ControlPlaneRelease {
  public static final String KUBERNETES = "1.36.3";
  private static final String ETCD = "3.6.16";
  private static final String KUBERNETES_FILES =
      "https://dl.k8s.io/release/v" + KUBERNETES + "/bin/{system}/{processor}/";
  private static final String ETCD_FILES =
      "https://github.com/etcd-io/etcd/releases/download/v" + ETCD + "/";
  private static final String STAGING = "staging-modules.txt";

  private ControlPlaneRelease() {}

  /** The programs, from {@code named}, from {@code ~/.cache/kilter/sandbox}, or fetched into it. */
  public static Programs resolve(Optional<Path> named, Progress progress) throws IOException {
    return new Programs(Binaries.of(release()).resolve(named, progress));
  }

  static Release release() {
    return new Release(
        "the control plane " + KUBERNETES,
        Release.cached("sandbox", KUBERNETES),
        Programs.NAMES,
        List.of(
            published("kube-apiserver"),
            published("kube-controller-manager"),
            published("kubectl"),
            new Published(
                "etcd",
                ETCD_FILES + "etcd-v" + ETCD + "-{system}-{processor}.tar.gz",
                ETCD_FILES + "SHA256SUMS",
                List.of("linux"))),
        List.of(etcd(), kubernetes(stagingModules())),
        "about 7 minutes",
        "Name a folder that holds " + String.join(", ", Programs.NAMES) + " in KILTER_SANDBOX_BIN");
  }

  private static Published published(String program) {
    var url = KUBERNETES_FILES + program;
    return new Published(program, url, url + ".sha256", List.of("linux"));
  }

  private static GoModule etcd() {
    var module = "go.etcd.io/etcd/server/v3";
    return new GoModule(
        module,
        "v" + ETCD,
        List.of(new Command("etcd", module, "about a minute")),
        List.of(),
        "-s -w");
  }

  /**
   * Kubernetes' commands. Its repository replaces the modules under {@code staging} by folders, so
   * whoever requires it from outside must replace each by its published version.
   */
  static GoModule kubernetes(List<String> stagingModules) {
    var staging = "v0" + KUBERNETES.substring(KUBERNETES.indexOf('.'));
    return new GoModule(
        "k8s.io/kubernetes",
        "v" + KUBERNETES,
        List.of(
            command("kube-apiserver", "about 4 minutes"),
            command("kube-controller-manager", "about a minute more"),
            command("kubectl", "about half a minute more")),
        stagingModules.stream().map(name -> new Pin("k8s.io/" + name, staging)).toList(),
        versionFlags());
  }

  private static Command command(String program, String usual) {
    return new Command(program, "k8s.io/kubernetes/cmd/" + program, usual);
  }

  private static String versionFlags() {
    var numbers = KUBERNETES.split("\\.", -1);
    var variable = " -X k8s.io/component-base/version.";
    return "-s -w"
        + (variable + "gitVersion=v" + KUBERNETES)
        + (variable + "gitMajor=" + numbers[0])
        + (variable + "gitMinor=" + numbers[1]);
  }

  static List<String> stagingModules() {
    try (var text = ControlPlaneRelease.class.getResourceAsStream(STAGING)) {
      if (text == null) {
        throw new IllegalStateException("the resource " + STAGING + " is not on the class path");
      }
      return new String(text.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new IllegalStateException("cannot read the resource " + STAGING, e);
    }
  }
}

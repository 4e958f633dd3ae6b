package dev.kilter.binaries;

import dev.kilter.binaries.GoModule.Command;
import java.util.List;

/** The versions of the tools that render, each a release of its own. */
public final class RenderTools {
  public static final String HELM = "4.2.4";
  public static final String KUSTOMIZE = "5.8.1";

  private static final List<String> SYSTEMS = List.of("linux", "darwin");

  private RenderTools() {}

  public static Release helm() {
    var archive = "https://get.helm.sh/helm-v" + HELM + "-{system}-{processor}.tar.gz";
    return release(
        new Published("helm", archive, archive + ".sha256sum", SYSTEMS),
        HELM,
        new GoModule(
            "helm.sh/helm/v4",
            "v" + HELM,
            List.of(new Command("helm", "helm.sh/helm/v4/cmd/helm", "about 2 minutes")),
            List.of(),
            "-s -w -X helm.sh/helm/v4/internal/version.version=v" + HELM));
  }

  public static Release kustomize() {
    var folder =
        "https://github.com/kubernetes-sigs/kustomize/releases/download/kustomize%2Fv"
            + KUSTOMIZE
            + "/";
    var module = "sigs.k8s.io/kustomize/kustomize/v5";
    return release(
        new Published(
            "kustomize",
            folder + "kustomize_v" + KUSTOMIZE + "_{system}_{processor}.tar.gz",
            folder + "checksums.txt",
            SYSTEMS),
        KUSTOMIZE,
        new GoModule(
            module,
            "v" + KUSTOMIZE,
            List.of(new Command("kustomize", module, "about half a minute")),
            List.of(),
            "-s -w -X sigs.k8s.io/kustomize/api/provenance.version=v" + KUSTOMIZE));
  }

  private static Release release(Published published, String version, GoModule module) {
    var program = published.program();
    return new Release(
        program + " " + version,
        Release.cached("tools", program + "-" + version),
        List.of(program),
        List.of(published),
        List.of(module),
        module.commands().getFirst().usual(),
        "Put " + program + " on the search path");
  }
}

package dev.kilter.sandbox.binaries;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Programs that are built from one Go module, and the text of the {@code go.mod} that gets them.
 *
 * @param name of the module that provides the commands
 * @param version of that module
 * @param replaces module = version, for modules that a main module must pin by itself
 * @param flags for the linker
 */
record GoModule(
    String name, String version, List<Command> commands, List<Pin> replaces, String flags) {
  /** A package that is a program, and how long its build takes on two cores. */
  record Command(String program, String importPath, String usual) {}

  record Pin(String module, String version) {}

  GoModule {
    commands = List.copyOf(commands);
    replaces = List.copyOf(replaces);
  }

  /** etcd's server. */
  static GoModule etcd() {
    var module = "go.etcd.io/etcd/server/v3";
    return new GoModule(
        module,
        "v" + Release.ETCD,
        List.of(new Command("etcd", module, "about a minute")),
        List.of(),
        "-s -w");
  }

  /**
   * Kubernetes' commands. Its repository replaces the modules under {@code staging} by folders, so
   * whoever requires it from outside must replace each by its published version.
   */
  static GoModule kubernetes(List<String> stagingModules) {
    var staging = "v0" + Release.KUBERNETES.substring(Release.KUBERNETES.indexOf('.'));
    return new GoModule(
        "k8s.io/kubernetes",
        "v" + Release.KUBERNETES,
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
    var numbers = Release.KUBERNETES.split("\\.", -1);
    var variable = " -X k8s.io/component-base/version.";
    return "-s -w"
        + (variable + "gitVersion=v" + Release.KUBERNETES)
        + (variable + "gitMajor=" + numbers[0])
        + (variable + "gitMinor=" + numbers[1]);
  }

  /** The text of a {@code go.mod} that {@code go mod tidy} completes. */
  String goMod() {
    var tools =
        commands.stream()
            .map(command -> "\t" + command.importPath() + "\n")
            .collect(Collectors.joining());
    var pins =
        replaces.stream()
            .map(pin -> "\t%1$s => %1$s %2$s\n".formatted(pin.module(), pin.version()))
            .collect(Collectors.joining());
    return "module sandbox.kilter.dev/programs\n\ngo 1.26\n\ntool (\n"
        + tools
        + ")\n\nrequire "
        + name
        + " "
        + version
        + "\n"
        + (pins.isEmpty() ? "" : "\nreplace (\n" + pins + ")\n");
  }
}

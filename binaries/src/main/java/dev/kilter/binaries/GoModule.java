package dev.kilter.binaries;

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
public record GoModule(
    String name, String version, List<Command> commands, List<Pin> replaces, String flags) {
  /** A package that is a program, and how long its build takes on two cores. */
  public record Command(String program, String importPath, String usual) {}

  /** A module that is taken at this version, whatever others ask for. */
  public record Pin(String module, String version) {}

  public GoModule {
    commands = List.copyOf(commands);
    replaces = List.copyOf(replaces);
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
    return "module programs.kilter.dev\n\ngo 1.26\n\ntool (\n"
        + tools
        + ")\n\nrequire "
        + name
        + " "
        + version
        + "\n"
        + (pins.isEmpty() ? "" : "\nreplace (\n" + pins + ")\n");
  }
}

package dev.kilter.app.commandline;

import dev.kilter.sandbox.Main;
import dev.kilter.sandbox.binaries.Binaries;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** {@code kilter sandbox}: the local control plane by hand; {@code binaries} gets its programs. */
@Command(
    name = "sandbox",
    description = "A real local control plane with simulated nodes: up, run -- COMMAND, binaries.")
public final class SandboxCommand implements Callable<Integer> {
  @Unmatched private String[] words = {};

  @Override
  public Integer call() throws IOException {
    if (words.length == 1 && words[0].equals("binaries")) {
      Optional<java.nio.file.Path> given =
          Optional.ofNullable(System.getenv("KILTER_SANDBOX_BIN")).map(java.nio.file.Path::of);
      System.out.println(
          Binaries.standard().resolve(given, System.err::println).kubectl().getParent());
      return 0;
    }
    Main.main(words);
    return 0;
  }
}

package dev.kilter.binaries;

import java.io.IOException;
import java.nio.file.Path;

/** A way to come by all the programs. */
interface BinarySource {
  /** What the user is told: "official downloads", for instance. */
  String name();

  /** Puts every program into {@code folder}, or says in the exception why it cannot. */
  void fetch(Path folder, Progress progress) throws IOException;
}

package dev.kilter.app.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Puts {@code kilter} and {@code kubectl} within reach of the user's shell. */
final class DemoTools {
  private DemoTools() {}

  /**
   * The launcher lies beside the folder of this program's jars; a program run otherwise has none.
   */
  static void prepare(DemoFolder folder, Path launcher, Path kubectl, Path kubeconfig)
      throws IOException {
    Files.createDirectories(folder.bin());
    link(folder.bin().resolve("kilter"), launcher);
    link(folder.bin().resolve("kubectl"), kubectl);
    Files.writeString(
        folder.environment(),
        """
        # Source this: . %s
        export PATH="%s:$PATH"
        export KUBECONFIG="%s"
        export ARGOCD_OPTS="--core"
        cd "%s"
        """
            .formatted(folder.environment(), folder.bin(), kubeconfig, folder.checkout()));
  }

  private static void link(Path link, Path target) throws IOException {
    Files.deleteIfExists(link);
    Files.createSymbolicLink(link, target);
  }
}

package dev.kilter.e2e;

import dev.kilter.sandbox.testing.SharedSandbox;
import dev.kilter.sandbox.testing.TestNamespace;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** One controller for all tests of a class; a repository and a namespace of its own for each. */
abstract class OneController {
  static Kilter kilter;
  @TempDir static Path folder;
  @TempDir Path checkout;
  GitRepository git;
  TestNamespace shop;

  @BeforeAll
  static void startController() {
    kilter = Kilter.start(folder);
  }

  @AfterAll
  static void stopController() {
    kilter.close();
  }

  @BeforeEach
  void openShop() {
    git = new GitRepository(checkout);
    shop = SharedSandbox.get().namespace();
  }

  /** Commits what was written under the name, and waits until an application of it is well. */
  void deployed(String name) {
    git.commit("Open");
    kilter.automated(name, git, name, shop.name());
    kilter.awaitWell(name);
  }

  String configMap(String name) {
    return shop.path("/api/v1/configmaps/" + name);
  }
}

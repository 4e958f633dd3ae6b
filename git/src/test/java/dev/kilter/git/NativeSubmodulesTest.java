package dev.kilter.git;

import dev.kilter.model.settings.Settings.Git.Client;

/** What holds of submodules, held by the system's git. */
class NativeSubmodulesTest extends SubmodulesTest {
  @Override
  Client client() {
    return Client.NATIVE;
  }
}

package dev.kilter.git;

import dev.kilter.model.settings.Settings.Git.Client;

/** What holds of commits, held by the system's git. */
class NativeCommitsTest extends CommitsTest {
  @Override
  Client client() {
    return Client.NATIVE;
  }
}

package dev.kilter.git;

import dev.kilter.model.settings.Settings.Git.Client;

/** What holds of depth, held by the system's git. */
class NativeShallowTest extends ShallowTest {
  @Override
  Client client() {
    return Client.NATIVE;
  }
}

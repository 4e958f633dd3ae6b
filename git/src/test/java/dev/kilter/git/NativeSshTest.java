package dev.kilter.git;

import dev.kilter.model.settings.Settings.Git.Client;

/** What holds of ssh, held by the system's git. */
class NativeSshTest extends SshTest {
  @Override
  Client client() {
    return Client.NATIVE;
  }
}

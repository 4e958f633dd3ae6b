package dev.kilter.git;

import dev.kilter.model.settings.Settings.Git.Client;

/** What holds of large files, held by the system's git. */
class NativeLfsTest extends LfsTest {
  @Override
  Client client() {
    return Client.NATIVE;
  }
}

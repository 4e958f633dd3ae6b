package dev.kilter.git;

import dev.kilter.model.settings.Settings.Git.Client;

/** What holds of revisions, held by the system's git. */
class NativeResolveTest extends ResolveTest {
  @Override
  Client client() {
    return Client.NATIVE;
  }
}

package dev.kilter.git;

import dev.kilter.model.settings.Settings.Git.Client;

/** What holds of GitHub Apps, held by the system's git. */
class NativeGitHubAppTest extends GitHubAppTest {
  @Override
  Client client() {
    return Client.NATIVE;
  }
}

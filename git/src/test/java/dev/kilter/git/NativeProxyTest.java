package dev.kilter.git;

import dev.kilter.model.settings.Settings.Git.Client;

/** What holds of proxies, held by the system's git. */
class NativeProxyTest extends ProxyTest {
  @Override
  Client client() {
    return Client.NATIVE;
  }
}

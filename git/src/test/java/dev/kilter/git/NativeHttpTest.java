package dev.kilter.git;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.model.failure.Failure;
import dev.kilter.model.settings.Settings.Git.Client;

/** What holds of HTTP, held by the system's git; it follows no redirect. */
class NativeHttpTest extends HttpTest {
  @Override
  Client client() {
    return Client.NATIVE;
  }

  @Override
  int conversations() {
    return 2;
  }

  @Override
  void assertRedirected(Failure failure, HttpGitServer other) {
    assertThat(failure).isInstanceOf(Failure.RepositoryUnreachable.class);
    assertThat(failure.message()).contains("it redirects");
    assertThat(other.requests()).isEmpty();
  }
}

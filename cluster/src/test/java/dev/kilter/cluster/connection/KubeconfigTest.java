package dev.kilter.cluster.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kilter.model.cluster.ClusterConnection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KubeconfigTest {
  private static final String CONFIG =
      """
      apiVersion: v1
      kind: Config
      current-context: dev
      clusters:
      - name: one
        cluster: {server: "https://one.example:6443/gate/", tls-server-name: api, proxy-url: "http://p:3128"}
      users:
      - name: token
        user: {token: s3cret}
      - name: file
        user: {tokenFile: token.txt}
      - name: basic
        user: {username: u, password: p}
      - name: shell
        user: {exec: {command: /bin/sh, args: [-c, id]}}
      contexts:
      - name: dev
        context: {cluster: one, user: token, namespace: team}
      - name: filed
        context: {cluster: one, user: file}
      - name: basic
        context: {cluster: one, user: basic}
      - name: shell
        context: {cluster: one, user: shell}
      - name: nowhere
        context: {cluster: two, user: token}
      """;

  @TempDir private Path folder = Path.of("");

  private Kubeconfig config() throws IOException {
    Path file = folder.resolve("config");
    Files.writeString(file, CONFIG);
    Files.writeString(folder.resolve("token.txt"), "from-file\n");
    return Kubeconfig.read(file, Surroundings.at(InstantSource.system()));
  }

  @Test
  void readsTheSelectedContext() throws IOException {
    Endpoint endpoint = config().endpoint("");
    assertThat(endpoint.url().getHost()).isEqualTo("one.example");
    assertThat(endpoint.port()).isEqualTo(6443);
    assertThat(endpoint.basePath()).isEqualTo("/gate");
    assertThat(endpoint.serverName()).contains("api");
    assertThat(endpoint.proxy()).isPresent();
    assertThat(endpoint.credentials().proof().authorization()).contains("Bearer s3cret");
    assertThat(config().namespace("")).isEqualTo("team");
    assertThat(config().namespace("filed")).isEqualTo("default");
  }

  @Test
  void readsTokensFromFilesAndPasswords() throws IOException {
    assertThat(config().endpoint("filed").credentials().proof().authorization())
        .contains("Bearer from-file");
    assertThat(config().endpoint("basic").credentials().proof().authorization())
        .contains("Basic dTpw");
  }

  @Test
  void startsNoCommandThatIsNotOnTheList() throws IOException {
    Kubeconfig config = config();
    assertThatThrownBy(() -> config.endpoint("shell"))
        .isInstanceOf(ConnectionException.class)
        .hasMessageContaining("'sh' is not started")
        .hasMessageContaining("aws, gke-gcloud-auth-plugin, kubelogin");
  }

  @Test
  void saysWhatIsMissing() throws IOException {
    Kubeconfig config = config();
    assertThatThrownBy(() -> config.endpoint("prod"))
        .hasMessageContaining("has no 'prod' among its contexts: dev, filed");
    assertThatThrownBy(() -> config.endpoint("nowhere"))
        .hasMessageContaining("has no 'two' among its clusters: one");
    assertThatThrownBy(() ->
            Kubeconfig.read(folder.resolve("missing"), Surroundings.at(InstantSource.system())))
        .isInstanceOf(ConnectionException.class)
        .hasMessageContaining("cannot be read");
  }

  @Test
  void readsAClusterSecretAndShowsNoneOfIt() throws IOException {
    ClusterConnection connection =
        new ClusterConnection(
            "https://two.example",
            "two",
            List.of(),
            false,
            "",
            Map.of(),
            Map.of("bearerToken", "s3cret", "tlsClientConfig", Map.of("insecure", true)));
    Endpoint endpoint =
        new SecretEndpoints(Surroundings.at(InstantSource.system())).read(connection);
    assertThat(endpoint.credentials().proof().authorization()).contains("Bearer s3cret");
    assertThat(endpoint.toString() + connection).doesNotContain("s3cret");
  }

  @Test
  void refusesAClusterSecretThatNamesAShell() {
    ClusterConnection connection =
        new ClusterConnection(
            "https://two.example",
            "two",
            List.of(),
            false,
            "",
            Map.of(),
            Map.of("execProviderConfig", Map.of("command", "/tmp/aws")));
    SecretEndpoints endpoints = new SecretEndpoints(Surroundings.at(InstantSource.system()));
    assertThatThrownBy(() -> endpoints.read(connection)).isInstanceOf(ConnectionException.class);
  }
}

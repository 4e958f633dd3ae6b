package dev.kilter.cli.context;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContextFileTest {
  /** As argocd writes it. */
  private static final String ARGO =
      """
      contexts:
      - name: cd.acme.io
        server: cd.acme.io
        user: cd.acme.io
      - name: local
        server: kubernetes
        user: kubernetes
      current-context: cd.acme.io
      prompts-enabled: false
      servers:
      - grpc-web-root-path: cd
        server: cd.acme.io
      - core: true
        server: kubernetes
      users:
      - auth-token: old-token
        name: cd.acme.io
        refresh-token: kept
      """;

  @TempDir Path folder;

  private ContextFile file(String content) throws IOException {
    Path path = folder.resolve("config");
    Files.writeString(path, content);
    return new ContextFile(path);
  }

  @Test
  void readsWhatArgoCdWrote() throws Exception {
    Contexts contexts = file(ARGO).read();
    assertThat(contexts.current()).isEqualTo("cd.acme.io");
    Contexts.Context acme = contexts.find("cd.acme.io").orElseThrow();
    assertThat(acme.address().base()).isEqualTo("https://cd.acme.io/cd");
    assertThat(acme.address().token()).isEqualTo("old-token");
    assertThat(contexts.find("local").orElseThrow().core()).isTrue();
    assertThat(contexts.toString() + acme).doesNotContain("old-token");
  }

  @Test
  void addsALoginAndKeepsTheRest() throws Exception {
    ContextFile file = file(ARGO);
    file.write(
        file.read()
            .with("lab", new Contexts.Login("127.0.0.1:8080", true, false, ""), "new-token"));
    assertThat(Files.readString(file.path()))
        .contains("prompts-enabled: false", "refresh-token: kept", "current-context: lab")
        .contains("plain-text: true");
    assertThat(file.read().find("lab").orElseThrow().address().base())
        .isEqualTo("http://127.0.0.1:8080");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path())))
        .isEqualTo("rw-------");
  }

  @Test
  void keepsOfAServerWhatItDoesNotKnow() throws Exception {
    ContextFile file = file(ARGO.replace("cd\n", "cd\n  certificate-authority-data: Q0E=\n"));
    file.write(
        file.read().with("cd.acme.io", new Contexts.Login("cd.acme.io", false, true, ""), "new"));
    assertThat(Files.readString(file.path()))
        .contains("certificate-authority-data: Q0E=", "insecure: true", "refresh-token: kept");
  }

  /** The user of a context may have another name than it. */
  @Test
  void forgetsTheTokenOfWhoeverTheContextNames() throws Exception {
    Contexts contexts =
        file(ARGO.replace("user: cd.acme.io", "user: ana")
                .replace("name: cd.acme.io\n  refresh", "name: ana\n  refresh"))
            .read();
    assertThat(contexts.find("cd.acme.io").orElseThrow().address().token()).isEqualTo("old-token");
    assertThat(dev.kilter.codec.Yaml.text(contexts.loggedOut("cd.acme.io").tree().root()))
        .doesNotContain("old-token", "kept");
  }

  @Test
  void forgetsATokenOrAWholeContext() throws Exception {
    Contexts contexts = file(ARGO).read();
    assertThat(contexts.loggedOut("cd.acme.io").find("cd.acme.io").orElseThrow().address().token())
        .isEmpty();
    Contexts without = contexts.without("cd.acme.io");
    assertThat(without.find("cd.acme.io")).isEmpty();
    assertThat(without.current()).isEmpty();
    assertThat(without.find("local")).isPresent();
  }

  @Test
  void liesWhereArgoCdHasIt() throws IOException {
    Map<String, String> home = Map.of("HOME", folder.toString());
    assertThat(ContextFile.usual("", home).path())
        .isEqualTo(folder.resolve(".config/argocd/config"));
    Files.createDirectory(folder.resolve(".argocd"));
    assertThat(ContextFile.usual("", home).path()).isEqualTo(folder.resolve(".argocd/config"));
    assertThat(ContextFile.usual("", Map.of("ARGOCD_CONFIG_DIR", "/x")).path())
        .isEqualTo(Path.of("/x/config"));
    assertThat(ContextFile.usual("/y", home).path()).isEqualTo(Path.of("/y"));
  }
}

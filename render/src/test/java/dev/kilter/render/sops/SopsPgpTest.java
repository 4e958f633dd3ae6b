package dev.kilter.render.sops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kilter.codec.Json;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.testkit.pgp.Gpg;
import dev.kilter.testkit.source.MemoryTree;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A file of sops's own library whose data key the real gpg has sealed for a PGP key, by the command
 * that sops runs.
 */
class SopsPgpTest {
  @TempDir private Path folder;
  private Gpg gpg;

  @BeforeEach
  void start() throws IOException {
    gpg = new Gpg(folder.resolve("gpg"));
  }

  @AfterEach
  void stop() {
    gpg.close();
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = SopsPgpTest.class.getResourceAsStream("/sops/" + name)) {
      return Objects.requireNonNull(in).readAllBytes();
    }
  }

  /** The file as it would be had it been encrypted for this key only. */
  private String sealedFor(String fingerprint) throws Exception {
    Map<String, @Nullable Object> file = new LinkedHashMap<>(Json.object(resource("users.json")));
    Manifest age = Manifest.of(file).items("sops", "age").getFirst();
    String key = new String(resource("test.agekey"), StandardCharsets.UTF_8);
    byte[] dataKey =
        AgeFile.armoured(age.text("enc").orElseThrow())
            .decrypted(new DecryptionKeys(Map.of("test.agekey", key)).age())
            .orElseThrow();
    Path clear = Files.write(folder.resolve("data-key"), dataKey);
    Map<String, @Nullable Object> metadata = new LinkedHashMap<>(Manifest.of(file).map("sops"));
    metadata.remove("age");
    metadata.put(
        "pgp", List.of(Map.of("fp", fingerprint, "enc", gpg.encrypted(clear, fingerprint))));
    file.put("sops", metadata);
    return Json.text(file);
  }

  private static String read(String content, Map<String, String> keys) {
    DecryptedTree tree =
        new DecryptedTree(MemoryTree.empty().with("users.json", content), new DecryptionKeys(keys));
    return new String(tree.read("users.json", 1 << 20), StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @CsvSource({"rsa2048, rsa2048", "ed25519, cv25519"})
  void aPgpKeyOpensWhatIsMeantForIt(String primary, String subkey) throws Exception {
    String ana = gpg.decryptingKey("ana", primary, subkey);
    String other = gpg.decryptingKey("other", primary, subkey);
    String content = sealedFor(ana);
    assertThat(content).doesNotContain("\"age\"");
    assertThat(read(content, Map.of("a.asc", gpg.secret(other), "b.asc", gpg.secret(ana))))
        .isEqualToIgnoringWhitespace(
            """
            {"users": [{"name": "a", "pw": "b"}], "n": 3, "f": 1.5, "t": false}
            """);
  }

  @Test
  void saysForWhichPgpKeyAFileIs() throws Exception {
    String ana = gpg.decryptingKey("ana", "rsa2048", "rsa2048");
    String content = sealedFor(ana);
    String other = gpg.decryptingKey("other", "rsa2048", "rsa2048");
    for (Map<String, String> keys :
        List.of(Map.<String, String>of(), Map.of("a.asc", gpg.secret(other)))) {
      assertThatThrownBy(() -> read(content, keys))
          .hasMessage(
              "users.json is encrypted by SOPS and cannot be opened: none of the project's keys"
                  + " opens it; it is encrypted for PGP "
                  + ana);
    }
  }

  @Test
  void saysThatAPgpKeyCannotBeReadAndQuotesNoneOfIt() throws Exception {
    String content = sealedFor(gpg.decryptingKey("ana", "rsa2048", "rsa2048"));
    assertThatThrownBy(() -> read(content, Map.of("a.asc", "canary")))
        .hasMessageContaining("users.json is encrypted by SOPS and cannot be opened")
        .hasMessageNotContaining("canary");
  }
}

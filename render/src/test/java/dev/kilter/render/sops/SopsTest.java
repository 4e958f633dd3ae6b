package dev.kilter.render.sops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kilter.render.input.Unrenderable;
import dev.kilter.testkit.source.MemoryTree;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Files that sops's own library encrypted for an age key. */
class SopsTest {
  private static final String KEY = file("test.agekey");
  private static final String OTHER_KEY =
      "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX";

  private static String file(String name) {
    try (InputStream in = SopsTest.class.getResourceAsStream("/sops/" + name)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String read(String path, String content, String key) {
    DecryptedTree tree =
        new DecryptedTree(
            MemoryTree.empty().with(path, content), new DecryptionKeys(Map.of("keys.agekey", key)));
    return new String(tree.read(path, 1 << 20), StandardCharsets.UTF_8);
  }

  @Test
  void opensEveryValueOfEveryDocumentWithItsType() {
    assertThat(read("all.yaml", file("all.yaml"), KEY))
        .isEqualTo(
            """
            apiVersion: v1
            kind: Secret
            metadata:
              name: db
            stringData:
              password: hunter2
              note: |-
                multi
                line
            port: 5432
            ratio: 0.25
            big: 12345678901
            "on": true
            nothing: null
            list:
            - one
            - two
            - user: a
              pass: b
            ---
            apiVersion: v1
            kind: ConfigMap
            metadata:
              name: plain_unencrypted
            """);
  }

  @Test
  void opensWhatAnExpressionChoseAndChecksTheRest() {
    String some = file("some.yaml");
    assertThat(read("some.yaml", some, KEY)).contains("password: hunter2", "port: 5432");
    assertThatThrownBy(() -> read("some.yaml", some.replace("port: 5432", "port: 5433"), KEY))
        .hasMessage(
            "some.yaml is encrypted by SOPS and cannot be opened: its checksum is wrong: a value"
                + " was changed, added or taken away without sops");
  }

  @Test
  void opensJsonAndDotenvAndWhatIsNeither() {
    assertThat(read("users.json", file("users.json"), KEY))
        .isEqualToIgnoringWhitespace(
            """
            {"users": [{"name": "a", "pw": "b"}], "n": 3, "f": 1.5, "t": false}
            """);
    assertThat(read("app.env", file("app.env"), KEY))
        .isEqualTo("USER=ana\nPASS=hunter 2\nURL=https://a?b=c\n");
    assertThat(read("text.bin", file("text.bin"), KEY)).isEqualTo("just bytes\nof text\n");
  }

  @Test
  void leavesOtherFilesAsTheyAre() {
    String words = "about: ENC[AES256_GCM, and sops, in words\n";
    assertThat(read("a.yaml", words, KEY)).isEqualTo(words);
    assertThat(read("b.yaml", "a: [", KEY)).isEqualTo("a: [");
  }

  @Test
  void saysForWhomAFileIsThatNoKeyOpens() {
    assertThatThrownBy(() -> read("all.yaml", file("all.yaml"), ""))
        .isInstanceOf(Unrenderable.class)
        .hasMessage(
            "all.yaml is encrypted by SOPS and cannot be opened: none of the project's keys opens"
                + " it; it is encrypted for"
                + " age1kswa0uhp3k4el227d2g34h6pvfdw03zjuysuhagsl9ldawynwyfs3k0l63");
  }

  @Test
  void saysWhatIsWrongWithAKeyAndQuotesNoneOfIt() {
    String cut = KEY.strip().substring(0, KEY.strip().length() - 1);
    assertThatThrownBy(() -> read("all.yaml", file("all.yaml"), cut))
        .hasMessageEndingWith("(keys.agekey: its checksum is wrong; was it copied whole?)")
        .hasMessageNotContaining("XDSWYND7");
    assertThatThrownBy(() -> read("all.yaml", file("all.yaml"), OTHER_KEY))
        .hasMessageContaining("cannot be opened");
  }

  @Test
  void seesValuesThatChangedPlaces() {
    String all = file("all.yaml");
    String password = value(all, "password: ");
    String note = value(all, "note: ");
    String exchanged = all.replace(password, "@@").replace(note, password).replace("@@", note);
    assertThatThrownBy(() -> read("all.yaml", exchanged, KEY))
        .hasMessage(
            "all.yaml is encrypted by SOPS and cannot be opened: a value was changed, moved or"
                + " sealed with another key");
  }

  private static String value(String text, String name) {
    int begin = text.indexOf(name) + name.length();
    return text.substring(begin, text.indexOf('\n', begin));
  }
}

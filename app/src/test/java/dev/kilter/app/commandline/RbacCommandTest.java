package dev.kilter.app.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class RbacCommandTest {
  @TempDir private Path folder = Path.of("");

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void write() throws IOException {
    Files.writeString(
        folder.resolve("policy.csv"),
        """
        p, role:dev, applications, get, shop/*, allow
        g, devs, role:dev
        """);
    Files.writeString(
        folder.resolve("broken.csv"),
        """
        p, role:dev, applications, get, shop/*, allow
        p, role:dev, applications, delete, "shop/*, deny
        """);
    Files.writeString(
        folder.resolve("map.yaml"),
        """
        apiVersion: v1
        kind: ConfigMap
        data:
          policy.default: role:readonly
          policy.more.csv: |
            p, ana, applications, sync, shop/*, allow
        """);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "role:dev get applications shop/api --policy-file policy.csv              | 0 | Yes",
        "role:dev get app shop/api --policy-file policy.csv                       | 0 | Yes",
        "role:dev get applications --policy-file policy.csv                       | 1 | No",
        "ana get applications shop/api --policy-file policy.csv                   | 1 | No",
        "ana get applications shop/api --groups x,devs --policy-file policy.csv   | 0 | Yes",
        "ana get repo --default-role role:readonly --policy-file policy.csv       | 0 | Yes",
        "ana sync applications shop/api --policy-file map.yaml                    | 0 | Yes",
        "ben get applications --policy-file map.yaml                              | 0 | Yes",
        "ben delete/apps/Deployment/n/x applications s/a --policy-file map.yaml   | 1 | No",
        "role:dev get applications shop/api --policy-file broken.csv              | 1 | No",
        "role:dev get applications shop/api -q --policy-file policy.csv           | 0 | ''",
        "role:dev get widgets --policy-file policy.csv                            | 2 | ''",
        "role:dev sync logs --policy-file policy.csv                              | 2 | ''",
        "role:dev get logs --policy-file none.csv                                 | 2 | ''",
      })
  void answersAsArgocdDoes(String words, int exit, String answer) {
    assertThat(run("can " + words)).isEqualTo(exit);
    assertThat(out.toString().strip()).isEqualTo(answer);
  }

  @Test
  void saysWhy() {
    run("can ana sync applications shop/api --policy-file policy.csv --groups devs");

    assertThat(err.toString().strip())
        .isEqualTo(
            "Missing: applications, sync, shop/api; nearest rule: role:dev allows get on shop/*.");
  }

  @Test
  void namesTheLinesThatCannotBeRead() {
    assertThat(run("validate --policy-file broken.csv")).isEqualTo(1);
    assertThat(out.toString().strip()).isEqualTo("Policy is invalid.");
    assertThat(err.toString()).contains("argocd-rbac-cm: policy.csv, line 2 (\"p, role:dev");

    assertThat(run("validate --policy-file map.yaml")).isZero();
    assertThat(out.toString()).endsWith("Policy is valid." + System.lineSeparator());
  }

  private int run(String words) {
    String[] arguments =
        List.of(words.split(" +")).stream()
            .map(word ->
                word.endsWith(".csv") || word.endsWith(".yaml")
                    ? folder.resolve(word).toString()
                    : word)
            .toArray(String[]::new);
    return new CommandLine(new RbacCommand())
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}

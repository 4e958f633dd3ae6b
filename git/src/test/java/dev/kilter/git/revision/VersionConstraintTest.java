package dev.kilter.git.revision;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class VersionConstraintTest {
  private static final List<String> VERSIONS =
      List.of(
          "0.0.0",
          "0.0.3",
          "v0.0.4",
          "0.2.3",
          "0.2.9",
          "0.3.0",
          "1.0.0",
          "1.2",
          "1.2.0",
          "1.2.3",
          "1.2.3-alpha",
          "1.2.3-beta.1",
          "1.2.3-beta.10",
          "1.2.9",
          "1.3.0-beta",
          "1.10.0",
          "2.0.0-beta.2",
          "2.0.0-beta.10",
          "2.0.0",
          "v2.1",
          "3",
          "2.0.0+build");

  /** The table was written by Masterminds/semver 3.4.0, the version that Argo CD builds with. */
  @Test
  void admitsWhatMastermindsAdmits() throws IOException {
    List<String> expected = table();
    List<String> actual =
        expected.stream()
            .map(line -> line.substring(0, line.indexOf('\t')))
            .map(text -> text + "\t" + admitted(text))
            .toList();
    assertThat(actual).hasSizeGreaterThan(250).isEqualTo(expected);
  }

  private static String admitted(String text) {
    if (SemanticVersion.parse(text).isPresent()) {
      return "pin";
    }
    return VersionConstraint.parse(text)
        .map(constraint ->
            VERSIONS.stream()
                .filter(version -> constraint.admits(parsed(version)))
                .collect(Collectors.joining(" ")))
        .orElse("none");
  }

  private static SemanticVersion parsed(String version) {
    return SemanticVersion.parse(version).orElseThrow();
  }

  private static List<String> table() throws IOException {
    try (InputStream in = VersionConstraintTest.class.getResourceAsStream("constraints.tsv")) {
      byte[] bytes = Objects.requireNonNull(in).readAllBytes();
      return new String(bytes, StandardCharsets.UTF_8).lines().toList();
    }
  }

  @Test
  void picksTheHighestByOrderNotByText() {
    assertThat(highest("1.x")).isEqualTo("1.10.0");
    assertThat(highest("~1.2")).isEqualTo("v1.2.4");
    assertThat(highest(">=2-0")).isEqualTo("2.0.0-beta.10");
    assertThat(highest(">9")).isEqualTo("none");
  }

  private static String highest(String constraint) {
    return VersionConstraint.parse(constraint)
        .orElseThrow()
        .highest(
            List.of(
                "1.9.0", "1.10.0", "1.2.3", "v1.2.4", "2.0.0-beta.9", "2.0.0-beta.10", "latest"))
        .map(SemanticVersion::original)
        .orElse("none");
  }

  @Test
  void takesVersionsAndNamesForNoConstraint() {
    for (String text :
        List.of(
            "1.2.3",
            "v1.2",
            "1",
            "main",
            "HEAD",
            "feature/1.x",
            "release-1.2",
            "",
            "||",
            "^",
            ">=",
            "1.2.3.4",
            "^1.2 main",
            "deadbeef",
            "x".repeat(600))) {
      assertThat(VersionConstraint.parse(text)).as(text).isEmpty();
    }
  }

  @Test
  void ordersAsSemanticVersioningSays() {
    List<String> order =
        List.of(
            "1.0.0-alpha",
            "1.0.0-alpha.1",
            "1.0.0-alpha.beta",
            "1.0.0-beta",
            "1.0.0-beta.2",
            "1.0.0-beta.11",
            "1.0.0-rc.1",
            "1.0.0");
    for (int i = 1; i < order.size(); i++) {
      SemanticVersion lower = SemanticVersion.parse(order.get(i - 1)).orElseThrow();
      assertThat(lower).isLessThan(SemanticVersion.parse(order.get(i)).orElseThrow());
    }
  }
}

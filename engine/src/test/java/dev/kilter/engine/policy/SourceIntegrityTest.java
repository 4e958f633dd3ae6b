package dev.kilter.engine.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.engine.policy.SourceIntegrity.Check;
import dev.kilter.model.application.Source;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.project.Project;
import dev.kilter.model.source.Signature;
import dev.kilter.model.source.Signature.Verdict;
import dev.kilter.model.source.SignedRevision;
import dev.kilter.model.source.SignedRevision.Reach;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which signatures a project wants, and which it takes (Argo CD, util/sourceintegrity). */
class SourceIntegrityTest {
  private static final String REPO = "https://git.example/team/shop.git";
  private static final String ADA = "4AEE18F83AFDEB23";
  private static final String SHA = "9f31c2a000000000000000000000000000000001";
  private static final Instant AT = Instant.parse("2026-06-01T12:00:00Z");
  private static final String SSH = "ssh-ed25519 AAAAC3Nz";

  private static SourceIntegrity of(Map<String, Object> spec) {
    return of(spec, "");
  }

  private static SourceIntegrity of(Map<String, Object> spec, String signers) {
    return SourceIntegrity.of(
        Projects.raw(
            Manifest.of(
                Map.of(
                    "metadata",
                    Map.of("annotations", Map.of(SourceIntegrity.SSH_SIGNERS, signers)),
                    "spec",
                    spec))));
  }

  private static Map<String, Object> policies(Object... policies) {
    return Map.of("sourceIntegrity", Map.of("git", Map.of("policies", List.of(policies))));
  }

  private static Map<String, Object> policy(String mode, String... urls) {
    return Map.of(
        "repos",
        Arrays.stream(urls).map(url -> Map.of("url", url)).toList(),
        "gpg",
        Map.of("mode", mode, "keys", List.of(ADA)));
  }

  private static Source source(String url) {
    return Source.of(Manifest.of(Map.of("repoURL", url)));
  }

  private static Source chart(String url) {
    return Source.of(Manifest.of(Map.of("repoURL", url, "chart", "shop")));
  }

  private static Check.Signed head() {
    return new Check.Signed(Reach.HEAD, Set.of(ADA));
  }

  @Test
  void theOlderKeysAreWantedOnTheHeadOfEveryRepository() {
    SourceIntegrity integrity =
        of(
            Map.of(
                "signatureKeys", List.of(Map.of("keyID", ADA.toLowerCase(java.util.Locale.ROOT)))));
    assertThat(integrity.check(source(REPO))).isEqualTo(head());
  }

  @Test
  void aProjectThatSaysNothingAsksForNothing() {
    assertThat(SourceIntegrity.asks(project(Map.of()))).isFalse();
    assertThat(SourceIntegrity.asks(project(Map.of("signatureKeys", List.of())))).isFalse();
    assertThat(SourceIntegrity.asks(project(Map.of("signatureKeys", List.of(Map.of()))))).isTrue();
    assertThat(SourceIntegrity.asks(project(policies()))).isTrue();
  }

  @Test
  void anOlderKeyThatIsNoneAllowsNobody() {
    assertThat(of(Map.of("signatureKeys", List.of(Map.of("keyID", "ana")))).check(source(REPO)))
        .isEqualTo(new Check.Signed(Reach.HEAD, Set.of()));
  }

  private static Project project(Map<String, Object> spec) {
    return Projects.raw(Manifest.of(Map.of("spec", spec)));
  }

  @Test
  void policiesTakeThePlaceOfTheOlderKeys() {
    SourceIntegrity both =
        of(
            Map.of(
                "signatureKeys",
                List.of(Map.of("keyID", "0000000000000000")),
                "sourceIntegrity",
                Map.of("git", Map.of("policies", List.of(policy("strict", "*"))))));
    assertThat(both.check(source(REPO))).isEqualTo(new Check.Signed(Reach.HISTORY, Set.of(ADA)));
  }

  @Test
  void onlyGitIsAskedForSignatures() {
    SourceIntegrity integrity = of(policies(policy("head", "*")));
    assertThat(integrity.check(chart("https://charts.example"))).isInstanceOf(Check.Nothing.class);
    assertThat(integrity.check(source("oci://registry.example/shop")))
        .isInstanceOf(Check.Nothing.class);
    assertThat(of(Map.of()).check(source(REPO))).isInstanceOf(Check.Nothing.class);
  }

  @ParameterizedTest
  @CsvSource({
    "*, true",
    "https://git.example/*, true",
    "https://git.example/team/shop.git, true",
    "https://git.example/team/shop, true",
    "https://GIT.example/team/*, true",
    "https://git.example/other/*, false",
    "'', false"
  })
  void aPolicyIsForTheRepositoriesItNames(String glob, boolean covered) {
    Check check = of(policies(policy("head", glob))).check(source(REPO));
    assertThat(check).isEqualTo(covered ? head() : new Check.Nothing());
  }

  @Test
  void anExemptionBeatsEveryPermissionAsItIsWrittenOnly() {
    SourceIntegrity integrity =
        of(policies(policy("head", "!" + REPO, "https://git.example/team/*")));
    assertThat(integrity.check(source(REPO))).isEqualTo(new Check.Nothing());
    assertThat(integrity.check(source(REPO.replace("shop", "Shop")))).isEqualTo(head());
    assertThat(integrity.check(source("https://git.example/team/other"))).isEqualTo(head());
  }

  @Test
  void modeNoneEndsTheSearch() {
    assertThat(of(policies(policy("none", "*"))).check(source(REPO)))
        .isEqualTo(new Check.Nothing());
  }

  @Test
  void rulesThatCannotBeFollowedStopTheApplication() {
    assertThat(unclear(policies(policy("head", "*"), policy("strict", "https://*"))))
        .contains("multiple (2) git source integrity policies found for repo URL: " + REPO);
    assertThat(unclear(policies(policy("both", "*")))).contains("unknown GPG mode \"both\"");
    assertThat(unclear(policies(Map.of("repos", List.of(Map.of("url", "*"))))))
        .contains("unknown GPG mode \"\"");
    assertThat(unclear(policies(policy("head", "https://[a"))))
        .contains("the pattern \"https://[a\" of sourceIntegrity cannot be read");
    assertThat(unclear(Map.of("sourceIntegrity", Map.of("oci", Map.of()))))
        .contains("asks for oci, which this version of Kilter does not check");
    assertThat(
            unclear(policies(Map.of("repos", List.of(Map.of("url", "*")), "sigstore", Map.of()))))
        .contains("asks for sigstore");
  }

  private static String unclear(Map<String, Object> spec) {
    Check check = of(spec).check(source(REPO));
    assertThat(check).isInstanceOf(Check.Unclear.class);
    return ((Check.Unclear) check).failure().message();
  }

  @Test
  void oneGoodSignatureByAnAllowedKeyIsEnough() {
    assertThat(objection("", new Signature.OpenPgp(Verdict.GOOD, ADA))).isEmpty();
  }

  @Test
  void everythingElseIsRefusedInTheWordsOfArgoCd() {
    String key = "D56C4FCA57A46444";
    assertThat(message(new Signature.Unsigned()))
        .isEqualTo(
            "GIT/GPG: Failed verifying revision "
                + SHA
                + " by 'Ana <ana@example.org>': unsigned (key_id=)");
    assertThat(message(new Signature.OpenPgp(Verdict.GOOD, key)))
        .endsWith("signed with unallowed key (key_id=" + key + ")");
    assertThat(message(new Signature.OpenPgp(Verdict.BAD, ADA)))
        .endsWith("bad signature (key_id=" + ADA + ")");
    assertThat(message(new Signature.OpenPgp(Verdict.UNKNOWN_KEY, ADA)))
        .endsWith("signed with key not in keyring (key_id=" + ADA + ")");
    assertThat(message(new Signature.Unusable("signed by nobody")))
        .endsWith("signed by nobody (key_id=)");
    for (Verdict verdict : Verdict.values()) {
      assertThat(objection("", new Signature.OpenPgp(verdict, ADA)).isEmpty())
          .isEqualTo(verdict == Verdict.GOOD);
    }
  }

  @Test
  void oneOfSeveralSourcesIsNamed() {
    Failure failure =
        of(Map.of())
            .objection(
                source(REPO),
                "source 1 of 2: ",
                head(),
                List.of(revision(new Signature.Unsigned())))
            .orElseThrow();
    assertThat(failure.message()).startsWith("GIT/GPG: source 1 of 2: Failed verifying revision ");
  }

  @Test
  void noSignatureAtAllIsNoEvidence() {
    assertThat(of(Map.of()).objection(source(REPO), "", head(), List.of())).isPresent();
  }

  @Test
  void aHistoryTellsOfEachKeyOnceAndOfTenProblemsAtMost() {
    List<SignedRevision> history =
        new java.util.ArrayList<>(
            List.of(
                revision(new Signature.OpenPgp(Verdict.GOOD, ADA)),
                revision(new Signature.OpenPgp(Verdict.BAD, "1111111111111111")),
                revision(new Signature.OpenPgp(Verdict.BAD, "1111111111111111"))));
    for (int i = 0; i < 20; i++) {
      history.add(revision(new Signature.Unsigned()));
    }
    Failure failure = of(Map.of()).objection(source(REPO), "", head(), history).orElseThrow();
    assertThat(failure)
        .isInstanceOfSatisfying(
            Failure.RevisionUntrusted.class,
            untrusted -> {
              assertThat(untrusted.key()).isEqualTo("1111111111111111");
              assertThat(untrusted.problem()).isEqualTo("bad signature");
              assertThat(untrusted.author()).isEqualTo("Ana <ana@example.org>");
              assertThat(untrusted.revision()).isEqualTo(SHA);
            });
    assertThat(failure.message().split("; ", -1)).hasSize(10);
    assertThat(failure.message()).containsOnlyOnce("1111111111111111");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ana@example.org ssh-ed25519 AAAAC3Nz",
        "# a list\n\n  ana ssh-ed25519 AAAAC3Nz a comment",
        "* namespaces=\"git\" ssh-ed25519 AAAAC3Nz",
        "* namespaces=\"file,g*\" ssh-ed25519 AAAAC3Nz",
        "* valid-after=\"20260601\",valid-before=\"20260602\" ssh-ed25519 AAAAC3Nz",
        "* valid-after=20260601115959Z ssh-ed25519 AAAAC3Nz",
        "ana valid-before=\"20200101\" ssh-ed25519 AAAAC3Nz\nana ssh-ed25519 AAAAC3Nz"
      })
  void anAllowedSshKeyIsTaken(String signers) {
    assertThat(objection(signers, new Signature.Ssh(Verdict.GOOD, SSH, "SHA256:abc"))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "'', signed with unallowed key",
    "ana ssh-ed25519 AAAAOther, signed with unallowed key",
    "ana namespaces=file ssh-ed25519 AAAAC3Nz, these lines allow nobody: 1",
    "ana cert-authority ssh-ed25519 AAAAC3Nz, these lines allow nobody: 1",
    "ana valid-after=soon ssh-ed25519 AAAAC3Nz, these lines allow nobody: 1",
    "ana valid-after=20261345 ssh-ed25519 AAAAC3Nz, these lines allow nobody: 1",
    "ssh-ed25519 AAAAC3Nz, these lines allow nobody: 1",
    "ana valid-before=20260601 ssh-ed25519 AAAAC3Nz, at a time at which the key is not allowed",
    "ana valid-after=20260602 ssh-ed25519 AAAAC3Nz, at a time at which the key is not allowed"
  })
  void anSshKeyThatIsNotAllowedIsNot(String signers, String why) {
    Optional<Failure> objection =
        objection(signers, new Signature.Ssh(Verdict.GOOD, SSH, "SHA256:abc"));
    assertThat(objection.orElseThrow().message()).contains(why, "(key_id=SHA256:abc)");
  }

  @Test
  void aBadSshSignatureIsBadWhoeverMayHaveMadeIt() {
    assertThat(
            objection("ana " + SSH, new Signature.Ssh(Verdict.BAD, SSH, "SHA256:abc"))
                .orElseThrow()
                .message())
        .contains("bad signature");
  }

  private static SignedRevision revision(Signature signature) {
    return new SignedRevision(SHA, "Ana <ana@example.org>", AT, signature);
  }

  private static Optional<Failure> objection(String signers, Signature signature) {
    return of(Map.of(), signers).objection(source(REPO), "", head(), List.of(revision(signature)));
  }

  private static String message(Signature signature) {
    return objection("", signature).orElseThrow().message();
  }
}

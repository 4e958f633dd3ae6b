package dev.kilter.git;

import static dev.kilter.git.Fetchers.value;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.git.transport.ReferredAccess;
import dev.kilter.model.source.Repository;
import dev.kilter.model.source.Signature;
import dev.kilter.model.source.Signature.Verdict;
import dev.kilter.model.source.SignedRevision;
import dev.kilter.model.source.SignedRevision.Reach;
import dev.kilter.model.source.SourceFetcher.Freshness;
import dev.kilter.testkit.pgp.Gpg;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Signatures made by the real git, gpg and ssh-keygen, and what is said of them. */
class SignaturesTest {
  @TempDir private Path folder;
  private final Map<String, String> keyring = new TreeMap<>();
  private Instant now = Instant.now();
  private Gpg gpg;
  private GitFolder origin;
  private JGitFetcher fetcher;

  @BeforeEach
  void makeARepositoryWithAKeyring() throws IOException {
    gpg = new Gpg(folder.resolve("gpg"));
    origin = GitFolder.create(folder.resolve("origin"));
    origin.git("config", "gpg.program", gpg.program());
    fetcher =
        new JGitFetcher(
            new GitOptions(
                folder.resolve("cache"),
                () -> Fetchers.sources(true),
                () -> Fetchers.WINDOW,
                () -> "",
                _ -> "",
                () -> Map.copyOf(keyring),
                ReferredAccess.OPEN,
                () -> now));
  }

  @AfterEach
  void close() {
    fetcher.close();
    gpg.close();
  }

  private Repository repository() {
    return Repository.open(origin.url());
  }

  private List<SignedRevision> read(String revision, Reach reach) {
    String commit = value(fetcher.resolve(repository(), revision, "", Freshness.FORCED));
    return value(fetcher.signatures(repository(), revision, "", commit, reach));
  }

  private Signature head(String revision) {
    List<SignedRevision> read = read(revision, Reach.HEAD);
    assertThat(read).hasSize(1);
    return read.getFirst().signature();
  }

  /** A key of the keyring that the next commits are signed with, too. */
  private String trusted(String name) {
    String id = gpg.key(name, "never");
    keyring.put(id, gpg.export(id));
    origin.git("config", "user.signingkey", id);
    return id;
  }

  private String signed(String message) {
    origin.git("commit", "-q", "--allow-empty", "-S", "-m", message);
    return origin.git("rev-parse", "HEAD");
  }

  @Test
  void aCommitIsSignedByAKeyOfTheKeyringByAnotherOrNotAtAll() {
    String ada = trusted("ada");
    String commit = signed("first");
    SignedRevision good = read("main", Reach.HEAD).getFirst();
    assertThat(good.name()).isEqualTo(commit);
    assertThat(good.by()).isEqualTo("Ada <ada@example.com>");
    assertThat(good.at()).isEqualTo(Instant.parse("2026-01-02T03:04:05Z"));
    assertThat(good.signature()).isEqualTo(new Signature.OpenPgp(Verdict.GOOD, ada));
    assertThat(head(commit)).isEqualTo(good.signature());

    keyring.clear();
    assertThat(head("main")).isEqualTo(new Signature.OpenPgp(Verdict.UNKNOWN_KEY, ada));

    origin.commit("second");
    assertThat(head("main")).isEqualTo(new Signature.Unsigned());
  }

  @Test
  void anEntryOfTheKeyringHoldsTheOneKeyThatItNames() {
    String ada = trusted("ada");
    String eve = gpg.key("eve", "never");
    signed("first");
    keyring.clear();
    for (String entry : List.of(gpg.export(eve), "no key", "")) {
      keyring.put(ada, entry);
      assertThat(head("main")).isEqualTo(new Signature.OpenPgp(Verdict.UNKNOWN_KEY, ada));
    }
    keyring.clear();
    keyring.put(eve, gpg.export(ada));
    assertThat(head("main")).isEqualTo(new Signature.OpenPgp(Verdict.UNKNOWN_KEY, ada));
    keyring.put(ada, gpg.export(ada));
    assertThat(head("main")).isEqualTo(new Signature.OpenPgp(Verdict.GOOD, ada));
  }

  @Test
  void anAnnotatedTagIsVerifiedInPlaceOfItsCommit() {
    String ada = trusted("ada");
    String unsigned = origin.commit("first");
    origin.git("tag", "-s", "-m", "one", "v1.0.0");
    origin.git("tag", "-a", "-m", "loose", "v0.1.0");
    origin.git("tag", "light");
    Signature good = new Signature.OpenPgp(Verdict.GOOD, ada);

    assertThat(read("v1.0.0", Reach.HEAD))
        .singleElement()
        .satisfies(tag -> {
          assertThat(tag.name()).isEqualTo("v1.0.0");
          assertThat(tag.by()).isEqualTo("Ada <ada@example.com>");
          assertThat(tag.signature()).isEqualTo(good);
        });
    assertThat(head(">=1.0.0")).isEqualTo(good);
    assertThat(head("v0.1.0")).isEqualTo(new Signature.Unsigned());
    for (String commit : List.of("light", "main", unsigned)) {
      assertThat(head(commit)).isEqualTo(new Signature.Unsigned());
    }
    assertThat(read("v1.0.0", Reach.HISTORY).stream().map(SignedRevision::signature))
        .containsExactly(good, new Signature.Unsigned());
  }

  @Test
  void aSignedTagUnderAnotherNameIsNoneOfThatName() {
    trusted("ada");
    origin.commit("first");
    origin.git("tag", "-s", "-m", "one", "v1.0.0");
    origin.git("update-ref", "refs/tags/v2.0.0", origin.git("rev-parse", "v1.0.0"));

    assertThat(head("v2.0.0"))
        .isEqualTo(new Signature.Unusable("made as the tag 'v1.0.0', and moved to this name"));
  }

  @Test
  void whatWasChangedAfterwardsIsBad() throws IOException {
    String ada = trusted("ada");
    String commit = signed("first");
    String raw = origin.git("cat-file", "commit", commit);
    forge(raw.replace("first", "forged"));
    assertThat(head("main")).isEqualTo(new Signature.OpenPgp(Verdict.BAD, ada));

    String twice =
        raw.replaceFirst("(?s)(gpgsig .*?END PGP SIGNATURE-----\n)", "$1$1").strip() + "\n";
    forge(twice);
    assertThat(head("main"))
        .isEqualTo(new Signature.Unusable("several signatures where one is wanted"));

    forge(raw.replaceFirst("(?s)(-----BEGIN PGP SIGNATURE-----\n) \n .*?\n", "$1 \n x\n"));
    assertThat(head("main")).isInstanceOf(Signature.Unusable.class);
  }

  /** Puts a commit in place as it is given. */
  private void forge(String raw) throws IOException {
    Path file = Files.writeString(folder.resolve("raw"), raw.strip() + "\n");
    String forged = origin.git("hash-object", "-t", "commit", "--literally", "-w", file.toString());
    origin.git("update-ref", "refs/heads/main", forged);
  }

  @Test
  void aSubkeySignsUnderItsOwnId() {
    trusted("ada");
    String subkey = gpg.subkey("ada");
    keyring.replaceAll((id, _) -> gpg.export(id));
    origin.git("config", "user.signingkey", subkey + "!");
    signed("first");

    assertThat(head("main")).isEqualTo(new Signature.OpenPgp(Verdict.GOOD, subkey));
  }

  @Test
  void aKeyEndsAndIsRevokedAndSoIsASignature() throws IOException {
    String brief = gpg.key("brief", "2d");
    keyring.put(brief, gpg.export(brief));
    origin.git("config", "user.signingkey", brief);
    signed("by a key that ends");
    assertThat(head("main")).isEqualTo(new Signature.OpenPgp(Verdict.GOOD, brief));
    now = now.plus(Duration.ofDays(3));
    assertThat(head("main")).isEqualTo(new Signature.OpenPgp(Verdict.EXPIRED_KEY, brief));

    String ada = trusted("ada");
    gpg.signaturesExpireAfter("5d");
    signed("for a while");
    assertThat(head("main")).isEqualTo(new Signature.OpenPgp(Verdict.GOOD, ada));
    now = now.plus(Duration.ofDays(3));
    assertThat(head("main")).isEqualTo(new Signature.OpenPgp(Verdict.EXPIRED_SIGNATURE, ada));

    gpg.revoke("ada");
    keyring.put(ada, gpg.export(ada));
    assertThat(head("main")).isEqualTo(new Signature.OpenPgp(Verdict.REVOKED_KEY, ada));
  }

  /** A new key that signs from now on, and what a signature by it is. */
  private Signature sshKey(String type, String bits) throws IOException {
    Path key = folder.resolve("ssh-" + type + bits);
    Gpg.run(List.of("ssh-keygen", "-q", "-t", type, "-b", bits, "-N", "", "-f", key.toString()));
    origin.git("config", "gpg.format", "ssh");
    origin.git("config", "user.signingkey", key.toString());
    String[] words = Files.readString(Path.of(key + ".pub")).split(" ", -1);
    String fingerprint =
        Gpg.run(List.of("ssh-keygen", "-l", "-f", key.toString())).split(" ", -1)[1];
    return new Signature.Ssh(Verdict.GOOD, words[0] + " " + words[1].strip(), fingerprint);
  }

  @ParameterizedTest
  @CsvSource({"ed25519, 256", "rsa, 3072", "ecdsa, 256", "ecdsa, 384", "ecdsa, 521"})
  void anSshKeySignsCommitsAndTags(String type, String bits) throws IOException {
    Signature good = sshKey(type, bits);
    String commit = signed("first");
    origin.git("tag", "-s", "-m", "one", "v1");
    assertThat(head("main")).isEqualTo(good);
    assertThat(head("v1")).isEqualTo(good);

    forge(origin.git("cat-file", "commit", commit).replace("first", "forged"));
    assertThat(head("main"))
        .isInstanceOfSatisfying(
            Signature.Ssh.class, bad -> assertThat(bad.verdict()).isEqualTo(Verdict.BAD));
  }

  @Test
  void anSshSignatureForSomethingElseIsNone() throws IOException {
    sshKey("ed25519", "256");
    String commit = origin.commit("first");
    Path payload =
        Files.writeString(
            folder.resolve("payload"), origin.git("cat-file", "commit", commit) + "\n");
    Gpg.run(
        List.of(
            "ssh-keygen",
            "-Y",
            "sign",
            "-n",
            "file",
            "-f",
            folder.resolve("ssh-ed25519256").toString(),
            payload.toString()));
    String signature = Files.readString(Path.of(payload + ".sig")).strip().replace("\n", "\n ");
    forge(
        origin
            .git("cat-file", "commit", commit)
            .replaceFirst("\n\n", "\ngpgsig " + signature + "\n\n"));

    assertThat(head("main"))
        .isEqualTo(new Signature.Unusable("signed by SSH for 'file', not for 'git'"));
  }

  @Test
  void aShortRsaKeyIsNotGoodEnough() throws IOException {
    sshKey("rsa", "1024");
    signed("first");
    assertThat(head("main"))
        .isInstanceOfSatisfying(
            Signature.Ssh.class, weak -> assertThat(weak.verdict()).isEqualTo(Verdict.BAD));
  }

  @Test
  void aHistoryIsReadBackToTheSealingCommits() {
    String old = origin.commit("unsigned");
    String ada = trusted("ada");
    Signature good = new Signature.OpenPgp(Verdict.GOOD, ada);
    signed("second");
    assertThat(signatures(Reach.HISTORY)).containsExactly(good, new Signature.Unsigned());

    String eve = gpg.key("eve", "never");
    origin.git("config", "user.signingkey", eve);
    signed("looks good\n\nArgocd-gpg-seal: me, too");
    assertThat(signatures(Reach.HISTORY))
        .containsExactly(
            new Signature.OpenPgp(Verdict.UNKNOWN_KEY, eve), good, new Signature.Unsigned());

    origin.git("config", "user.signingkey", ada);
    signed("reviewed\n\nargocd-gpg-seal: all before was looked at");
    assertThat(signatures(Reach.HISTORY)).containsExactly(good);
    signed("third");
    assertThat(signatures(Reach.HISTORY)).containsExactly(good);
    origin.commit("fourth");
    assertThat(signatures(Reach.HISTORY)).containsExactly(new Signature.Unsigned(), good);

    origin.git("checkout", "-q", "-b", "side", old);
    signed("aside");
    origin.git("checkout", "-q", "main");
    origin.git("reset", "-q", "--hard", "HEAD~1");
    origin.git("merge", "-q", "--no-ff", "-S", "-m", "merge", "side");
    assertThat(read("main", Reach.HISTORY).stream().map(SignedRevision::name)).contains(old);
  }

  @Test
  void aHistoryThatIsCutOffIsNotTakenForAWholeOne() throws IOException {
    String ada = trusted("ada");
    origin.commit("unsigned");
    String first = signed("first");
    signed("second");
    read("main", Reach.HEAD);
    try (Stream<Path> files = Files.walk(folder.resolve("cache"))) {
      Path objects = files.filter(file -> file.endsWith("objects")).findFirst().orElseThrow();
      Files.writeString(objects.resolveSibling("shallow"), first + "\n");
    }
    assertThat(signatures(Reach.HISTORY))
        .containsExactly(
            new Signature.OpenPgp(Verdict.GOOD, ada),
            new Signature.Unusable(
                "what it came from is not here, for the repository is fetched with depth"));
  }

  private List<Signature> signatures(Reach reach) {
    return read("main", reach).stream().map(SignedRevision::signature).toList();
  }
}

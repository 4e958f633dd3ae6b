package dev.kilter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.cli.session.GlobalOptions;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What is said to words and flags that are none of this program's. */
class UsageTest {
  private final Recorded cli = new Recorded();

  @Test
  void namesTheWordThatWasMeant() {
    assertThat(refused("app lits"))
        .isEqualTo(
            """
            ✗ There is no command "app lits".
              why:     kilter app takes create, get, list, diff, sync, wait, history, rollback, resume, \
            refresh, delete, set, terminate-op, resources, manifests, explain or logs.
              do this: kilter app list
                       kilter app logs
                       kilter app --help
              details: KIL-101, nothing was done
            """);
    assertThat(refused("ap list")).contains("do this: kilter app list\n");
    assertThat(refused("dmeo")).contains("do this: kilter demo\n");
    assertThat(refused("sync api")).contains("do this: kilter app sync api\n");
    assertThat(refused("app")).startsWith("✗ \"kilter app\" needs a word more.");
  }

  @Test
  void findsTheWordsBehindTheFlagsBeforeThem() {
    assertThat(refused("-n argocd --color never --core app lits"))
        .startsWith("✗ There is no command \"app lits\".");
    assertThat(refused("--namespace=argocd app lits"))
        .startsWith("✗ There is no command \"app lits\".");
  }

  @Test
  void knowsWhichFlagsTakeTheNextWord() {
    List<String> taking =
        new CommandLine(new GlobalOptions())
            .getCommandSpec().options().stream()
                .filter(option -> option.arity().max() > 0)
                .flatMap(option -> Arrays.stream(option.names()))
                .toList();
    assertThat(GlobalOptions.VALUED).containsExactlyInAnyOrderElementsOf(taking);
  }

  @Test
  void saysOfWhatOnlyArgoCdHasWhatToDoInstead() {
    for (String line :
        new String[] {
          "--server-crt x app list",
          "app list --http-retry-max 3",
          "app list --loglevel=debug",
          "app diff shop --local /tmp/shop",
          "app diff shop --server-side-diff",
          "app wait shop --hydrated",
          "app set shop --helm-skip-crds",
          "app create shop --jsonnet-libs x",
          "app resources shop --project default",
          "app get shop --timeout 5",
          "proj create shop --signature-keys x",
          "repo add https://x/y --github-app-id 1",
          "repo add https://x/y --depth 1",
          "repo rm https://x/y --project p",
          "repo list --refresh hard",
          "relogin",
          "cluster add x",
          "appset list",
          "app edit shop",
          "app unset shop",
          "proj role list shop",
          "repo get https://x/y",
        }) {
      assertThat(refused(line))
          .describedAs(line)
          .contains(" of argocd")
          .contains("\n  why:     ", "\n  do this: ", "\n  details: KIL-101, ");
    }
  }

  @Test
  void helpsWithTheWholeProgram() {
    assertThat(cli.run("--help")).isZero();
    assertThat(cli.out()).contains("  app ", "  completion ", "  demo        show it");
  }

  /** What is said on stderr; nothing else may happen. */
  private String refused(String line) {
    assertThat(cli.run(line)).describedAs(line).isEqualTo(1);
    assertThat(cli.out()).describedAs(line).isEmpty();
    assertThat(cli.calls).describedAs(line).isEmpty();
    return cli.err();
  }
}

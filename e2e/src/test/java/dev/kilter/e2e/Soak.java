package dev.kilter.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.sandbox.Sandbox;
import dev.kilter.sandbox.SandboxOptions;
import dev.kilter.sandbox.kube.ClusterAccess;
import dev.kilter.sandbox.kube.Kubeconfig;
import dev.kilter.sandbox.testing.SharedSandbox;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A controller at work for a long time, with a fault a minute. Not part of the tests: {@code
 * e2e/soak} starts it, and shows the table that it writes.
 */
class Soak {
  private static final int MINUTES = Integer.getInteger("soak.minutes", 30);
  private static final Path REPORT = Path.of(System.getProperty("soak.report", "target/soak.txt"));
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration PACE = Duration.ofSeconds(2);
  private static final Duration SETTLING = Duration.ofMinutes(5);

  private final List<Vitals> vitals = new ArrayList<>();

  @Test
  void losesNothingAndStaysAsItIs(@TempDir Path folder) throws IOException, InterruptedException {
    try (PrintStream report =
            new PrintStream(Files.newOutputStream(REPORT), true, StandardCharsets.UTF_8);
        Sandbox sandbox = Sandbox.start(SandboxOptions.temporary());
        Relay relay = new Relay(sandbox.server())) {
      System.setProperty(SharedSandbox.KUBECONFIG, sandbox.kubeconfig().toString());
      ClusterAccess access = sandbox.access();
      Path kubeconfig = folder.resolve("kubeconfig");
      Kubeconfig.write(
          new ClusterAccess(
              relay.url(), access.authorityPem(), access.token(), access.certificate()),
          kubeconfig);
      Path repository = Files.createDirectories(folder.resolve("git"));
      try (Kilter kilter = Kilter.through(kubeconfig, folder)) {
        SoakShop shop = new SoakShop(kilter, new GitRepository(repository));
        shop.open();
        List<String> opening = settled(shop);
        assertThat(opening).isEmpty();
        shop.rememberUids();
        soak(new SoakFault.Place(sandbox, relay, kilter, folder, repository), shop, report);
        verdict(shop, report);
      }
    }
  }

  private void soak(SoakFault.Place place, SoakShop shop, PrintStream report)
      throws IOException, InterruptedException {
    report.println("minute  fault              after it");
    for (int minute = 1; minute <= MINUTES; minute++) {
      Instant end = Instant.now().plus(MINUTE);
      SoakFault fault = SoakFault.ofMinute(minute);
      Thread happening =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  fault.strike(place);
                } catch (IOException | InterruptedException e) {
                  throw new IllegalStateException(e);
                }
              });
      while (Instant.now().isBefore(end)) {
        if (fault != SoakFault.MOVE_REPOSITORY || !happening.isAlive()) {
          shop.act();
        }
        Thread.sleep(PACE);
      }
      happening.join();
      Vitals now = Vitals.of(place.kilter().pid());
      vitals.add(now);
      report.printf("%6d  %-17s  %s%n", minute, fault, now);
    }
  }

  private void verdict(SoakShop shop, PrintStream report) {
    List<String> complaints = new ArrayList<>(settled(shop));
    long last = vitals.getLast().pid();
    List<Vitals> life = vitals.stream().filter(each -> each.pid() == last).toList();
    if (!Vitals.flat(life)) {
      complaints.add("the heap grew over the longest life");
    }
    report.println(shop.acts() + "; the last process was sampled " + life.size() + " times");
    complaints.forEach(report::println);
    report.println(
        complaints.isEmpty()
            ? "PASSED: everything is as Git says, nothing was lost, memory is flat"
            : "FAILED: " + complaints.size() + " complaints");
    assertThat(complaints).isEmpty();
  }

  /** What is still wrong when there was time enough to put everything right. */
  private static List<String> settled(SoakShop shop) {
    try {
      Awaitility.await()
          .atMost(SETTLING)
          .pollInterval(PACE)
          .ignoreException(java.io.UncheckedIOException.class)
          .until(() -> shop.complaints().isEmpty());
      return List.of();
    } catch (ConditionTimeoutException _) {
      return shop.complaints();
    }
  }
}

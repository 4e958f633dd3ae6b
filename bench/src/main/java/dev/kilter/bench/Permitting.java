package dev.kilter.bench;

import dev.kilter.engine.access.Permissions;
import dev.kilter.engine.access.Reach;
import dev.kilter.model.access.AccessRules;
import dev.kilter.model.access.AccessRules.Matching;
import dev.kilter.model.access.AccessRules.PolicyText;
import dev.kilter.model.access.AccessRules.Switches;
import dev.kilter.model.access.Question;
import dev.kilter.model.access.Subject;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Which of all applications a user may see, where all 300 lines of the policy are about that user:
 * of each project some names, or names of every project.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class Permitting {
  private static final int LINES = 300;
  private static final Subject USER = new Subject("ana", List.of("dev", "ops", "all"));

  @Param({"10000"})
  private int applications;

  @Param({"team-%d/app-*", "*/app-%d9*"})
  private String pattern = "";

  private Permissions permissions = Permissions.of(AccessRules.DEFAULTS, List.of());
  private List<String> objects = List.of();

  @Setup
  public void read() {
    StringBuilder policy = new StringBuilder("g, dev, role:dev\ng, ops, role:ops\n");
    for (int i = 0; i < LINES; i++) {
      policy.append(
          "p, role:%s, applications, %s, %s, %s\n"
              .formatted(
                  i % 2 == 0 ? "dev" : "ops",
                  i % 3 == 0 ? "*" : "get",
                  pattern.formatted(i),
                  i % 10 == 0 ? "deny" : "allow"));
    }
    permissions =
        Permissions.of(
            new AccessRules(
                List.of(new PolicyText("policy.csv", policy.toString())),
                "",
                List.of("groups"),
                Matching.GLOB,
                Switches.DEFAULTS,
                List.of()),
            List.of());
    objects =
        IntStream.range(0, applications)
            .mapToObj(i -> "team-%d/app-%05d".formatted(i % 500, i))
            .toList();
  }

  /** From the question to the list: nothing is kept between requests. */
  @Benchmark
  public long visible() {
    Reach reach = permissions.reach(USER, "applications", "get");
    return objects.stream().filter(reach::allows).count();
  }

  @Benchmark
  public boolean one() {
    return permissions
        .verdict(USER, new Question("applications", "get", "team-499/app-00499"))
        .allowed();
  }
}

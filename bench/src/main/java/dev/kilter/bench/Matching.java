package dev.kilter.bench;

import dev.kilter.model.render.ReadSet;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
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

/** Whom a commit touches: one changed file against what each application's render has read. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class Matching {
  private static final int FILES = 11;

  @Param({"500", "1000"})
  private int applications;

  private List<ReadSet> readSets = List.of();

  @Setup
  public void read() {
    readSets = IntStream.range(0, applications).mapToObj(Matching::readSet).toList();
  }

  private static ReadSet readSet(int application) {
    TreeMap<String, Optional<String>> read = new TreeMap<>();
    for (int file = 0; file < FILES; file++) {
      read.put("apps/app-%04d/object-%d.yaml".formatted(application, file), Optional.of("0a1b"));
    }
    return new ReadSet(read);
  }

  @Benchmark
  public long touched() {
    List<String> changed = List.of("apps/app-0007/object-3.yaml");
    return readSets.stream().filter(read -> read.touchedBy(changed)).count();
  }
}

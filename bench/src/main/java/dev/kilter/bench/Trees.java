package dev.kilter.bench;

import dev.kilter.codec.Json;
import dev.kilter.codec.Yaml;
import dev.kilter.model.manifest.Digest;
import dev.kilter.model.manifest.Manifest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** From text to a tree, and from a tree to a digest; of one object each. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class Trees {
  private final String yaml = Samples.yaml(1);
  private final Manifest live = Samples.live(1);
  private final byte[] json = Json.bytes(live.root());

  @Benchmark
  public Map<String, @Nullable Object> parseJson() {
    return Json.object(json);
  }

  @Benchmark
  public List<Yaml.Document> parseYaml() {
    return Yaml.documents(yaml);
  }

  @Benchmark
  public byte[] writeJson() {
    return Json.bytes(live.root());
  }

  @Benchmark
  public Digest digest() {
    return live.digest();
  }

  /** What no parser can be faster than. */
  @Benchmark
  public String decodeOnly() {
    return new String(json, StandardCharsets.UTF_8);
  }
}

package dev.kilter.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What one process holds on to at one time: heap after a collection, memory, threads, files. */
record Vitals(long pid, long heapKb, long rssKb, long threads, long files) {
  private static final Pattern USED =
      Pattern.compile("(?:DefNew|Tenured)\\s+total \\d+K, used (\\d+)K");
  private static final Path JCMD = Path.of(System.getProperty("java.home"), "bin", "jcmd");
  private static final long HEADROOM_KB = 3_000;

  static Vitals of(long pid) throws IOException {
    jcmd(pid, "GC.run");
    long heap = heap(jcmd(pid, "GC.heap_info"));
    String status = Files.readString(Path.of("/proc", Long.toString(pid), "status"));
    try (Stream<Path> files = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
      return new Vitals(
          pid, heap, number(status, "VmRSS"), number(status, "Threads"), files.count());
    }
  }

  /** Of the young and the old generation, as the serial collector's are called. */
  static long heap(String info) {
    List<MatchResult> generations = USED.matcher(info).results().toList();
    if (generations.size() != 2) {
      throw new AssertionError("no heap in: " + info);
    }
    return generations.stream().mapToLong(found -> Long.parseLong(found.group(1))).sum();
  }

  private static String jcmd(long pid, String command) {
    return Program.shell(Path.of("."), Map.of(), JCMD + " " + pid + " " + command).expect(0).out();
  }

  private static long number(String status, String field) {
    Matcher found = Pattern.compile(field + ":\\s+(\\d+)").matcher(status);
    return found.find() ? Long.parseLong(found.group(1)) : 0;
  }

  /** Whether the last third of a life needs no more than the first, but for a little. */
  static boolean flat(List<Vitals> life) {
    int third = life.size() / 3;
    double before = mean(life.subList(0, third));
    double after = mean(life.subList(life.size() - third, life.size()));
    return third > 0 && after <= before * 1.1 + HEADROOM_KB;
  }

  private static double mean(List<Vitals> life) {
    return life.stream().mapToLong(Vitals::heapKb).average().orElse(Double.MAX_VALUE);
  }

  @Override
  public String toString() {
    return "pid %d  heap %.1f MB  rss %.0f MB  threads %d  files %d"
        .formatted(pid, heapKb / 1024.0, rssKb / 1024.0, threads, files);
  }
}

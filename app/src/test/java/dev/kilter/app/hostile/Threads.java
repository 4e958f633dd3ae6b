package dev.kilter.app.hostile;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/** What every thread is at, virtual ones too. */
final class Threads {
  private Threads() {}

  /** Only those that are somewhere in our code, so that a person can read it. */
  static String dump() {
    try {
      Path folder = Files.createTempDirectory("threads");
      Path file = folder.resolve("dump.txt");
      ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
          .dumpThreads(file.toString(), ThreadDumpFormat.TEXT_PLAIN);
      String dump =
          Arrays.stream(Files.readString(file).split("\n\n", -1))
              .filter(thread -> thread.contains("dev.kilter"))
              .collect(Collectors.joining("\n\n"));
      Files.delete(file);
      Files.delete(folder);
      return dump;
    } catch (IOException e) {
      return "no thread dump: " + e;
    }
  }
}

package dev.kilter.e2e;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A demo that runs, and what it says to log in with. */
record OpenDemo(Running running, Path folder, String address, String password)
    implements AutoCloseable {
  private static final Pattern LOGIN =
      Pattern.compile("In the browser: +(http://\\S+) +as admin, password (\\S+)");

  static OpenDemo start(Path data) {
    Path folder = data.resolve("demo");
    Running running =
        Running.start(
            data.resolve("log"),
            List.of(Program.launcher().toString(), "demo", "--data", folder.toString()));
    running.awaitText("The shop is open").awaitText("Ctrl-C stops everything.");
    Matcher login = LOGIN.matcher(running.output());
    if (!login.find()) {
      running.close();
      throw new AssertionError("the demo names no address:\n" + running.output());
    }
    return new OpenDemo(running, folder, login.group(1), login.group(2));
  }

  /** As somebody who has sourced the demo's environment. */
  String kubectl(String arguments) {
    return Program.shell(folder, Map.of(), ". ./env && kubectl " + arguments).expect(0).out();
  }

  @Override
  public void close() {
    running.end("INT");
  }
}

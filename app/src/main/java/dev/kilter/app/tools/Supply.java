package dev.kilter.app.tools;

import dev.kilter.binaries.Progress;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * One tool that is fetched when it is first asked for, once, by a thread of its own. A fetch that
 * failed is tried again when it is asked for the next time, and applications do not ask often.
 */
final class Supply {
  private final String program;
  private final Supplier<Optional<Path>> present;
  private final Fetch fetch;
  private final Progress progress;
  private final Executor threads;
  private final AtomicBoolean underWay = new AtomicBoolean();
  private volatile String told = "";
  private volatile String failed = "";

  /** Gets the folder with the program. */
  @FunctionalInterface
  interface Fetch {
    Path into(Progress progress) throws IOException;
  }

  Supply(
      String program,
      Supplier<Optional<Path>> present,
      Fetch fetch,
      Progress progress,
      Executor threads) {
    this.program = program;
    this.present = present;
    this.fetch = fetch;
    this.progress = progress;
    this.threads = threads;
  }

  String program() {
    return program;
  }

  Result<Path> find() {
    Optional<Path> here = present.get();
    if (here.isPresent()) {
      return Result.success(here.get().resolve(program));
    }
    if (underWay.compareAndSet(false, true)) {
      told = "it was just asked for";
      threads.execute(this::get);
    }
    String before = failed.isEmpty() ? "" : "; before, " + failed;
    return Result.failed(
        new Failure.ToolMissing(
            program, program + " is not on the search path, and is being got: " + told + before));
  }

  private void get() {
    try {
      Path folder = fetch.into(this::tell);
      progress.line(program + " is in " + folder);
      failed = "";
    } catch (IOException e) {
      failed = String.valueOf(e.getMessage());
    } finally {
      underWay.set(false);
    }
  }

  private void tell(String line) {
    told = line.strip();
    progress.line(line);
  }
}

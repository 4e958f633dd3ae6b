package dev.kilter.cli.session;

import dev.kilter.api.ProblemKind;
import java.util.List;
import java.util.stream.Stream;

/** A command that ends without its result, in the four lines that the user will read. */
public final class CommandFailure extends RuntimeException {
  private final transient Report report;

  /**
   * What failed, the evidence, what to do now, details: the four lines of every error. A report
   * that lacks one cannot be made.
   */
  public record Report(
      ExitCode exit, String failed, String why, List<String> remedies, String details) {
    public Report {
      if (failed.isBlank() || why.isBlank() || remedies.isEmpty() || details.isBlank()) {
        throw new IllegalArgumentException("an error that leaves its reader alone: " + failed);
      }
      remedies = List.copyOf(remedies);
    }

    /** A wrong use of the command line. */
    public static Report usage(String failed, String why, List<String> remedies) {
      return new Report(
          ExitCode.USAGE,
          failed,
          why,
          remedies,
          ProblemKind.INVALID_INPUT.code() + ", nothing was done");
    }
  }

  public CommandFailure(Report report) {
    super(report.failed());
    this.report = report;
  }

  /** A wrong use of the command line. */
  public static CommandFailure usage(String failed, String why, String remedy, String... more) {
    List<String> remedies = Stream.concat(Stream.of(remedy), Stream.of(more)).toList();
    return new CommandFailure(Report.usage(failed, why, remedies));
  }

  public Report report() {
    return report;
  }
}

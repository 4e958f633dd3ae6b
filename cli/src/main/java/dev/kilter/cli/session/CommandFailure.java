package dev.kilter.cli.session;

import java.util.List;

/** A command that ends without its result, in the four lines that the user will read. */
public final class CommandFailure extends RuntimeException {
  private final transient Report report;

  /** What failed, the evidence, what to do now, details; all but the first may be empty. */
  public record Report(
      ExitCode exit, String failed, String why, List<String> remedies, String details) {
    public Report {
      remedies = List.copyOf(remedies);
    }
  }

  public CommandFailure(Report report) {
    super(report.failed());
    this.report = report;
  }

  /** A wrong use of the command line. */
  public static CommandFailure usage(String failed, String why, String... remedies) {
    return new CommandFailure(new Report(ExitCode.USAGE, failed, why, List.of(remedies), ""));
  }

  public Report report() {
    return report;
  }
}

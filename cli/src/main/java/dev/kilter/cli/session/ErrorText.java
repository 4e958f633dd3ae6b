package dev.kilter.cli.session;

import dev.kilter.api.ApiException;
import dev.kilter.api.Problem;
import dev.kilter.cli.session.CommandFailure.Report;
import java.util.ArrayList;
import java.util.List;

/** The four lines of an error: what failed, why, what to do now, details. */
public final class ErrorText {
  private ErrorText() {}

  public static Report report(ApiException e) {
    Problem problem = e.problem();
    String details = problem.kind().code();
    if (!problem.message().equals(problem.failed()) && !problem.message().equals(problem.why())) {
      details += ", " + problem.message();
    }
    if (!problem.details().isEmpty()) {
      details += ", " + problem.details();
    }
    return new Report(
        ExitCode.of(problem.kind()), problem.failed(), problem.why(), problem.remedies(), details);
  }

  public static String of(Report report, Style style) {
    List<String> lines = new ArrayList<>();
    lines.add(style.red(style.symbol(Style.Symbol.BAD)) + " " + style.bold(report.failed()));
    lines.add("  why:     " + indented(report.why()));
    lines.add("  do this: " + String.join("\n           ", report.remedies()));
    lines.add("  details: " + style.dim(report.details()));
    return String.join("\n", lines);
  }

  private static String indented(String text) {
    return text.strip().replace("\n", "\n           ");
  }
}

package dev.kilter.cli.app;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Which revision to sync to, if not that of the spec. */
final class RevisionOptions {
  @Option(names = "--revision", paramLabel = "REVISION", description = "Instead of the target's.")
  String revision = "";

  @Option(
      names = "--revisions",
      paramLabel = "REVISION",
      split = ",",
      description = "One a source.")
  List<String> revisions = new ArrayList<>();

  @Option(
      names = "--source-positions",
      paramLabel = "N",
      split = ",",
      description = "The sources that --revisions are for, from 1.")
  List<Long> positions = new ArrayList<>();

  List<String> asked() {
    return revisions.isEmpty() && !revision.isEmpty() ? List.of(revision) : revisions;
  }
}

package dev.kilter.cli.print;

import picocli.CommandLine.Option;

/** The {@code -o} of every verb that shows something. */
public final class OutputOption {
  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      converter = OutputFormat.Converter.class,
      description = "wide, json, yaml, name or tree.")
  private OutputFormat format = OutputFormat.TEXT;

  public OutputFormat format() {
    return format;
  }
}

package dev.kilter.cli.program;

import picocli.CommandLine;

/** Gives the program's commands, all of them. */
@FunctionalInterface
public interface CommandTree {
  CommandLine all();
}

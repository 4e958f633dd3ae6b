package dev.kilter.app;

import dev.kilter.app.commandline.Program;

/** Where the program starts. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.exit(Program.run(args));
  }
}

package dev.kilter.app;

/** Where the program starts: a role that keeps running, or one command of the CLI. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.out.println("kilter");
  }
}

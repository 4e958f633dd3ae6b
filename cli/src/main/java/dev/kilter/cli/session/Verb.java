package dev.kilter.cli.session;

import java.util.concurrent.Callable;

/** A command: reads its options from its fields, returns an exit code. */
public abstract class Verb implements Callable<Integer> {
  protected final Session session;

  protected Verb(Session session) {
    this.session = session;
  }

  protected abstract ExitCode run();

  @Override
  public Integer call() {
    return session.exit(run());
  }
}

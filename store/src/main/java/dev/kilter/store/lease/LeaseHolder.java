package dev.kilter.store.lease;

/**
 * A process that wants the Lease.
 *
 * @param identity unlike any other process's, past or present
 * @param process where it runs, so that one on the same machine can tell when it is gone; empty
 *     where that cannot be told
 * @param address {@code HOST:PORT} at which servers may ask it; empty where they may not
 */
public record LeaseHolder(String identity, String process, String address) {
  /** One that no server asks. */
  public LeaseHolder(String identity, String process) {
    this(identity, process, "");
  }
}

package dev.kilter.store.lease;

/**
 * A process that wants the Lease.
 *
 * @param identity unlike any other process's, past or present
 * @param process where it runs, so that one on the same machine can tell when it is gone; empty
 *     where that cannot be told
 */
public record LeaseHolder(String identity, String process) {}

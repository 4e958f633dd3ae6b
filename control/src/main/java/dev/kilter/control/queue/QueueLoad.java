package dev.kilter.control.queue;

/** How many wait, how many run, and how many were ever put into a queue. */
public record QueueLoad(int waiting, int running, long added) {
  public static final QueueLoad NONE = new QueueLoad(0, 0, 0);
}

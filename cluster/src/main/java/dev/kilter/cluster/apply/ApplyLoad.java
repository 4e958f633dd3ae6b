package dev.kilter.cluster.apply;

/** Writes to a cluster at this moment: how many are in flight, wait, and may be in flight. */
public record ApplyLoad(int inFlight, int waiting, int limit) {}

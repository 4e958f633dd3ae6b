package dev.kilter.engine.policy;

/** Whether objects of a kind live in namespaces. */
public enum KindScope {
  NAMESPACED,
  CLUSTER
}

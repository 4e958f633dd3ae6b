package dev.kilter.testkit.mutation;

/** What becomes of a method; {@link Target} makes them. */
public sealed interface Change {

  /** Nothing of it is done but to answer. */
  record Answers(Value value) implements Change {}

  /** What it throws is caught, and answered for. */
  record Swallows(Value value) implements Change {}

  /** A call in it, or in its lambdas, is not made; the value stands for its answer. */
  record Takes(Value value, String owner, String callee) implements Change {}

  /** Asked in it, or in its lambdas, nothing is of the type. */
  record NeverSees(String type) implements Change {}

  /** What is thrown in it, or in its lambdas, goes through it. */
  record CatchesNothing() implements Change {}
}

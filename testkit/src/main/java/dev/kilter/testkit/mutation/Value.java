package dev.kilter.testkit.mutation;

/** An answer that a mutant gives. */
public sealed interface Value {
  Value TRUE = new Flag(true);
  Value FALSE = new Flag(false);
  Value NULL = new Null();

  /** Nothing, in whatever form the type has for that: an empty collection, text, zero, void. */
  Value NOTHING = new Nothing();

  record Flag(boolean value) implements Value {}

  record Null() implements Value {}

  record Nothing() implements Value {}

  /** One of the arguments; for an instance method 0 is the instance itself. */
  record Argument(int index) implements Value {}
}

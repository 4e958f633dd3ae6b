package dev.kilter.store.testing;

import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;

/** Takes results apart; a surprise fails the test with what was said. */
public final class Results {
  private Results() {}

  public static <T> T success(Result<T> result) {
    return switch (result) {
      case Result.Success<T>(var value) -> value;
      case Result.Failed<T>(var failure) -> throw new AssertionError(failure.toString());
    };
  }

  public static Failure failure(Result<?> result) {
    return switch (result) {
      case Result.Success<?>(var value) -> throw new AssertionError("succeeded: " + value);
      case Result.Failed<?>(var failure) -> failure;
    };
  }
}

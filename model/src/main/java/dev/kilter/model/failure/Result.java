package dev.kilter.model.failure;

import java.util.function.Function;

/** A value, or the expected reason why there is none. */
public sealed interface Result<T> {
  record Success<T>(T value) implements Result<T> {}

  record Failed<T>(Failure failure) implements Result<T> {}

  static <T> Result<T> success(T value) {
    return new Success<>(value);
  }

  static <T> Result<T> failed(Failure failure) {
    return new Failed<>(failure);
  }

  /** It is done, and there is nothing to tell. */
  @SuppressWarnings("NullAway") // null is the only value that Void has
  static Result<Void> done() {
    return new Success<>(null);
  }

  default <R> Result<R> map(Function<T, R> function) {
    return switch (this) {
      case Success<T>(var value) -> success(function.apply(value));
      case Failed<T>(var failure) -> failed(failure);
    };
  }

  default <R> Result<R> then(Function<T, Result<R>> function) {
    return switch (this) {
      case Success<T>(var value) -> function.apply(value);
      case Failed<T>(var failure) -> failed(failure);
    };
  }
}

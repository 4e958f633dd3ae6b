package dev.kilter.api;

/**
 * A call that was refused or could not be answered, with everything that a person needs to know.
 */
public final class ApiException extends RuntimeException {
  private final transient Problem problem;

  public ApiException(Problem problem) {
    super(problem.message());
    this.problem = problem;
  }

  public Problem problem() {
    return problem;
  }
}

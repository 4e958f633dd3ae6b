package dev.kilter.testkit.mutation;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Optional;

/**
 * A test method that may be run again in other classes than its own: in a new object, made by the
 * constructor without parameters.
 */
public record Story(Class<?> type, String method) {

  /**
   * Runs it where the mutant lives.
   *
   * @return the assertion that failed, or the exception that the product threw; empty where the
   *     story did not notice
   * @throws LinkageError where the mutant cannot be run at all, which proves nothing
   */
  public Optional<Throwable> fails(Mutant mutant) {
    return run(MutantClasses.of(mutant));
  }

  /** Runs it in these classes. */
  public Optional<Throwable> run(MutantClasses classes) {
    try {
      Class<?> there = classes.loadClass(type.getName());
      Constructor<?> constructor = there.getDeclaredConstructor();
      constructor.setAccessible(true);
      Method story = there.getDeclaredMethod(method);
      story.setAccessible(true);
      story.invoke(constructor.newInstance());
      return Optional.empty();
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof LinkageError broken) {
        throw broken;
      }
      return Optional.ofNullable(e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(
          "no story " + type.getName() + "." + method + " that can be run without arguments", e);
    }
  }
}

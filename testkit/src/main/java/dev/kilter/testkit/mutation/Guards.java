package dev.kilter.testkit.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * The companion of a class of stories: each story must fail without the guards that it is about,
 * and none may be without a guard. Stories are methods whose names begin with the number of a loss,
 * such as {@code M07_}.
 */
public final class Guards {
  private static final String STORY = "M\\d\\d_.*";

  private final Class<?> stories;
  private final List<Guarded> guarded = new ArrayList<>();

  private record Guarded(String story, Mutant mutant) {}

  private Guards(Class<?> stories) {
    this.stories = stories;
  }

  public static Guards of(Class<?> stories) {
    return new Guards(stories);
  }

  /** The story fails where this guard, which is kept in these places, is switched off. */
  public Guards without(String guard, String story, Mutant.Edit... places) {
    guarded.add(new Guarded(story, Mutant.of(story + " without " + guard, guard, places)));
    return this;
  }

  /** One test for each guard, and one that says that no story was forgotten. */
  public Stream<DynamicTest> tests() {
    return Stream.concat(
        Stream.of(DynamicTest.dynamicTest("every story has a guard", this::complete)),
        guarded.stream()
            .map(pair -> DynamicTest.dynamicTest(pair.mutant().name(), () -> fails(pair))));
  }

  private void complete() {
    assertThat(guarded.stream().map(Guarded::story).distinct())
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(stories.getDeclaredMethods())
                .map(Method::getName)
                .filter(name -> name.matches(STORY))
                .toList());
  }

  /** Anything but an assertion that fails would tell nothing about what is lost. */
  private void fails(Guarded pair) {
    assertThat(new Story(stories, pair.story()).fails(pair.mutant()))
        .describedAs("what fails without %s", pair.mutant().guard())
        .get()
        .isInstanceOf(AssertionError.class);
  }
}

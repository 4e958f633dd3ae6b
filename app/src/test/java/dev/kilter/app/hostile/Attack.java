package dev.kilter.app.hostile;

import java.util.List;

/**
 * One hostile thing and what must come of it.
 *
 * @param mentions words of which each must stand in what the victim says, where it must fail
 */
record Attack(String title, Expected expected, List<String> mentions, Strike strike) {

  enum Expected {
    /** It is an error, and the victim says so. */
    WRONG,
    /** It looks odd but is allowed. */
    WELL,
    /** Whether it is an error is not for this test to say, but the victim says how it stands. */
    ANY,
    /** It never reaches an application. */
    NOTHING
  }

  /** The hostile thing goes through its door. */
  @FunctionalInterface
  interface Strike {
    void on(World world) throws Exception;
  }

  static Attack any(String title, Strike strike) {
    return new Attack(title, Expected.ANY, List.of(), strike);
  }

  static Attack wrong(String title, Strike strike, String... mentions) {
    return new Attack(title, Expected.WRONG, List.of(mentions), strike);
  }

  static Attack well(String title, Strike strike) {
    return new Attack(title, Expected.WELL, List.of(), strike);
  }

  static Attack nothing(String title, Strike strike) {
    return new Attack(title, Expected.NOTHING, List.of(), strike);
  }
}

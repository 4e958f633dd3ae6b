package dev.kilter.cli.session;

/** What the output goes to. */
public interface Terminal {
  /** A person watches: lines may be redrawn and coloured. */
  boolean interactive();

  /** Rows; of no meaning where nobody watches. */
  int height();

  /** Whether symbols beyond ASCII can be shown. */
  boolean unicode();

  /** A file or a pipe. */
  static Terminal none() {
    return new Terminal() {
      @Override
      public boolean interactive() {
        return false;
      }

      @Override
      public int height() {
        return 24;
      }

      @Override
      public boolean unicode() {
        return true;
      }
    };
  }
}

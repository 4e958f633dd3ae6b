package dev.kilter.api;

import java.io.IOException;
import java.util.function.Predicate;

/** How calls reach whoever answers them: in this process, or over HTTP. */
public interface Exchange {
  /** An answer with an error status is an answer; an IOException means that none came. */
  Answer send(Call call) throws IOException;

  /**
   * Follows a stream of events until it ends or {@code event} returns false. Blocks. A refused call
   * throws {@link ApiException}.
   */
  void follow(Call call, Predicate<Document> event) throws IOException;
}

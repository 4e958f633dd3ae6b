package dev.kilter.server.openapi;

import java.util.ArrayList;
import java.util.List;

/**
 * What a route is called, takes and answers; Argo CD's names where it has the route too, so that
 * clients generated from its description go on working.
 *
 * @param id of the operation: service, underscore, method
 * @param query parameters: {@code name}, {@code name:boolean}, {@code name:integer}, {@code name[]}
 * @param body the definition of the body, {@code string}, or empty where there is none
 * @param answer the definition of the answer, or of each event of a stream
 */
public record About(String id, List<String> query, String body, String answer) {
  public About {
    query = List.copyOf(query);
  }

  public static About of(String id, String answer) {
    return new About(id, List.of(), "", answer);
  }

  /** The same with these parameters of the query, too. */
  public About asks(String... parameters) {
    List<String> all = new ArrayList<>(query);
    all.addAll(List.of(parameters));
    return new About(id, all, body, answer);
  }

  /** The same with a body. */
  public About takes(String definition) {
    return new About(id, query, definition, answer);
  }
}

package dev.kilter.e2e;

import dev.kilter.e2e.KillingProxy.Moment;
import dev.kilter.e2e.KillingProxy.Request;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A moment of a story: just before, or just after, the nth request of its kind. */
record KillPoint(String request, int nth, Moment moment) {
  /**
   * The moments of what was recorded: both of every request for an object, and of the saves, which
   * follow each other, the one and the other in turn. Events and the journal are told aside and
   * decide nothing.
   */
  static List<KillPoint> all(Stage stage, List<Request> requests) {
    Map<String, Integer> seen = new HashMap<>();
    List<KillPoint> points = new ArrayList<>();
    requests.stream()
        .filter(request -> counts(stage, request))
        .map(request -> kind(stage, request))
        .flatMap(kind -> {
          int nth = seen.merge(kind, 1, Integer::sum);
          return Stream.of(Moment.values())
              .map(moment -> new KillPoint(kind, nth, moment))
              .filter(KillPoint::wanted);
        })
        .forEach(points::add);
    return List.copyOf(points);
  }

  private boolean wanted() {
    return !saves() || (nth % 2 == 1) == (moment == Moment.BEFORE);
  }

  /** Whether it is about the Application, and not about one of its objects. */
  boolean saves() {
    return request.contains("/applications/");
  }

  static boolean counts(Stage stage, Request request) {
    return request.about(stage.name())
        && !request.path().contains("/events")
        && !request.path().contains("/applicationjournals");
  }

  /** A request without what differs from stage to stage. */
  static String kind(Stage stage, Request request) {
    String path =
        request
            .path()
            .replaceFirst("\\?.*", "")
            .replaceFirst("^/apis?/", "")
            .replace(stage.namespace(), "SHOP")
            .replace(stage.kilter().home().name(), "HOME")
            .replace(stage.name(), "NAME");
    return request.method() + " " + path;
  }

  @Override
  public String toString() {
    return moment.name().toLowerCase(java.util.Locale.ROOT) + " " + request + " #" + nth;
  }
}

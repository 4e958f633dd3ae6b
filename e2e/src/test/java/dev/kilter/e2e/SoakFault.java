package dev.kilter.e2e;

import dev.kilter.sandbox.Sandbox;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What goes wrong, a minute each. The process itself dies only at the start, to have a long life.
 */
enum SoakFault {
  KILL_CONTROLLER {
    @Override
    void strike(Place place) {
      place.kilter().kill();
      place.kilter().restart();
    }
  },
  KILL_API_SERVER {
    @Override
    void strike(Place place) throws IOException {
      place.sandbox().killApiServer();
      place.sandbox().startApiServer();
    }
  },
  KILL_ETCD {
    @Override
    void strike(Place place) throws IOException {
      place.sandbox().killEtcd();
      place.sandbox().startEtcd();
    }
  },
  CUT_CONNECTIONS {
    @Override
    void strike(Place place) {
      place.relay().cut();
    }
  },
  FREEZE_CONTROLLER {
    @Override
    void strike(Place place) throws InterruptedException {
      signal(place.kilter().pid(), "STOP");
      Thread.sleep(LONG);
      signal(place.kilter().pid(), "CONT");
    }
  },
  COMPACT_ETCD {
    @Override
    void strike(Place place) throws IOException {
      place.sandbox().compactEtcd();
    }
  },
  MOVE_REPOSITORY {
    @Override
    void strike(Place place) throws IOException, InterruptedException {
      Path aside = place.repository().resolveSibling("moved");
      Files.move(place.repository(), aside, StandardCopyOption.ATOMIC_MOVE);
      Thread.sleep(LONG);
      Files.move(aside, place.repository(), StandardCopyOption.ATOMIC_MOVE);
    }
  },
  LOSE_CACHE {
    @Override
    void strike(Place place) {
      Program.shell(place.folder(), Map.of(), "rm -rf cache/*").expect(0);
    }
  };

  private static final Duration LONG = Duration.ofSeconds(20);
  private static final int LAST_DEATH = 2;
  private static final List<SoakFault> SURVIVABLE = List.of(values()).subList(1, values().length);

  /** Where it strikes. */
  record Place(Sandbox sandbox, Relay relay, Kilter kilter, Path folder, Path repository) {}

  abstract void strike(Place place) throws IOException, InterruptedException;

  static SoakFault ofMinute(int minute) {
    return minute <= LAST_DEATH
        ? KILL_CONTROLLER
        : SURVIVABLE.get((minute - LAST_DEATH - 1) % SURVIVABLE.size());
  }

  private static void signal(long pid, String signal) {
    Program.shell(Path.of("."), Map.of(), "kill -" + signal + " " + pid).expect(0);
  }
}

package dev.kilter.sandbox.plane;

import dev.kilter.sandbox.process.Ports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The loopback ports of one sandbox, kept over restarts while they stay free. */
record PlanePorts(int etcd, int etcdPeer, int apiServer, int controllers) {
  static PlanePorts choose(Path file, Ports ports) throws IOException {
    if (Files.exists(file)) {
      var kept = read(file);
      if (Stream.of(kept.etcd, kept.etcdPeer, kept.apiServer, kept.controllers)
          .allMatch(Ports::isFree)) {
        return kept;
      }
    }
    var fresh = new PlanePorts(ports.free(), ports.free(), ports.free(), ports.free());
    Files.writeString(
        file,
        "%d %d %d %d\n".formatted(fresh.etcd, fresh.etcdPeer, fresh.apiServer, fresh.controllers));
    return fresh;
  }

  private static PlanePorts read(Path file) throws IOException {
    var numbers =
        Stream.of(Files.readString(file).trim().split(" ", -1)).map(Integer::valueOf).toList();
    return new PlanePorts(numbers.get(0), numbers.get(1), numbers.get(2), numbers.get(3));
  }
}

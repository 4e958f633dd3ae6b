package dev.kilter.app.wiring;

import dev.kilter.store.lease.LeaseHolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Names this process, and tells of another on the same machine whether it still runs. A machine is
 * one boot of a kernel and one namespace of process ids, so a container is a machine of its own;
 * where neither can be read, nothing is told.
 */
record ThisProcess(String machine, long pid, long started) {
  private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
  private static final Path NAMESPACE = Path.of("/proc/self/ns/pid");

  static ThisProcess look() {
    ProcessHandle self = ProcessHandle.current();
    long started = self.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
    return new ThisProcess(machineOrNone(), self.pid(), started);
  }

  private static String machineOrNone() {
    try {
      return Files.readString(BOOT).strip() + "," + Files.readSymbolicLink(NAMESPACE);
    } catch (IOException | UnsupportedOperationException e) {
      return "";
    }
  }

  LeaseHolder holder(String host) {
    return holder(host, "");
  }

  /** {@code address} is where servers ask it. */
  LeaseHolder holder(String host, String address) {
    String unique = UUID.randomUUID().toString().substring(0, 8);
    return new LeaseHolder(host + "/" + pid + "/" + unique, text(), address);
  }

  private String text() {
    return machine.isEmpty() ? "" : machine + " " + pid + " " + started;
  }

  /** Whether this process certainly runs no more. What had our own number before us does not. */
  boolean gone(String process) {
    List<String> parts = List.of(process.split(" ", -1));
    if (machine.isEmpty() || parts.size() != 3 || !parts.getFirst().equals(machine)) {
      return false;
    }
    return number(parts.get(1))
        .filter(other ->
            other == pid
                ? !process.equals(text())
                : ProcessHandle.of(other).filter(ProcessHandle::isAlive).isEmpty())
        .isPresent();
  }

  private static Optional<Long> number(String text) {
    try {
      return Optional.of(Long.valueOf(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}

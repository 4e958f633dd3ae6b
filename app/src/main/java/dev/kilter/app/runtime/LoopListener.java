package dev.kilter.app.runtime;

import dev.kilter.control.message.Command;
import dev.kilter.control.message.Event;
import dev.kilter.control.queue.QueueLoad;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Hears what the runtime does, for whoever measures it. Must return at once. */
public interface LoopListener {
  LoopListener NONE =
      new LoopListener() {
        @Override
        public void handled(Handled handled) {}

        @Override
        public void performed(Performed performed) {}
      };

  /** After each event, on the loop's thread. */
  void handled(Handled handled);

  /** After each command that went through a port, on the thread that carried it out. */
  void performed(Performed performed);

  /**
   * One turn of the loop.
   *
   * @param waited how long the event lay in the queue
   * @param took how long the loop thought about it
   * @param load heavy work after it
   */
  record Handled(
      Event event, List<Command> commands, Duration waited, Duration took, QueueLoad load) {}

  /** One command and its answer, where it has one. */
  record Performed(Command command, Optional<Event> answer, Duration took) {}
}

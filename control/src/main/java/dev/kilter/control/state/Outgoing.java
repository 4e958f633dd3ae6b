package dev.kilter.control.state;

import dev.kilter.control.message.Command;
import dev.kilter.control.message.Ticket;
import dev.kilter.control.message.TimerId;
import dev.kilter.model.application.ApplicationId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The commands that the event at hand leads to, the numbers of tickets, the timers that run, and
 * how many writes are on their way.
 */
public final class Outgoing {
  private final List<Command> commands = new ArrayList<>();
  private final Map<TimerId, Instant> timers = new HashMap<>();
  private long lastTicket;
  private final Set<Ticket> steps = new HashSet<>();

  public Ticket ticket(ApplicationId application) {
    return new Ticket(application, ++lastTicket);
  }

  public void add(Command command) {
    commands.add(command);
    command.step().ifPresent(steps::add);
  }

  /** What was asked for under the ticket has come to its end, whichever. */
  public void answered(Ticket ticket) {
    steps.remove(ticket);
  }

  /** How many steps were sent and have not been answered. */
  public int steps() {
    return steps.size();
  }

  /** Looks again at this time at the latest; an earlier alarm of the same timer stays. */
  public void wakeAt(TimerId timer, Instant at) {
    Instant set = timers.get(timer);
    if (set == null || at.isBefore(set)) {
      timers.put(timer, at);
      commands.add(new Command.SetTimer(timer, at));
    }
  }

  public void fired(TimerId timer) {
    timers.remove(timer);
  }

  public void cancel(TimerId timer) {
    if (timers.remove(timer) != null) {
      commands.add(new Command.CancelTimer(timer));
    }
  }

  public List<Command> drain() {
    List<Command> drained = List.copyOf(commands);
    commands.clear();
    return drained;
  }
}

package dev.kilter.control.deletion;

import dev.kilter.control.message.Command;
import dev.kilter.control.message.Ticket;
import dev.kilter.control.state.Outgoing;
import dev.kilter.engine.prune.Proof;
import dev.kilter.engine.sync.SyncCommand.Outcome;
import dev.kilter.model.cluster.ResourceApplier.DeleteOutcome;
import dev.kilter.model.cluster.ResourceApplier.DeleteRequest;
import dev.kilter.model.cluster.ResourceApplier.Propagation;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;
import dev.kilter.model.manifest.Manifest;
import dev.kilter.model.manifest.ResourceKey;
import dev.kilter.model.store.Tombstones;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.BiFunction;

/**
 * Objects on their way to being deleted, all together: each is read from the server and proved, the
 * proved ones are buried in one tombstone, and only then deleted at exactly the uid and
 * resourceVersion that were proved. One that changed meanwhile starts over, three times at most.
 */
public final class DeletionBatch {
  private static final int ROUNDS = 3;

  private final Outgoing out;
  private final Orders orders;
  private final SequencedMap<ResourceKey, Candidate> candidates = new LinkedHashMap<>();
  private final Map<Ticket, ResourceKey> asked = new LinkedHashMap<>();
  private final SequencedMap<ResourceKey, Proved> proved = new LinkedHashMap<>();
  private final List<Outcome> outcomes = new ArrayList<>();
  private final List<ResourceKey> changed = new ArrayList<>();
  private final List<String> tombstones = new ArrayList<>();
  private Optional<Ticket> burying = Optional.empty();
  private int round;

  /** An object to delete, as the cache showed it. */
  public record Candidate(ResourceKey key, String version, String uid, Propagation propagation) {}

  /**
   * What holds for all of them.
   *
   * @param grave what the tombstone says, still without objects
   * @param proof tells of a live object whether it may go
   */
  public record Orders(
      String server, Tombstones.Batch grave, BiFunction<Manifest, Candidate, Proof> proof) {}

  private record Proved(Manifest live, Proof.Proved proof) {}

  public DeletionBatch(Outgoing out, Orders orders) {
    this.out = out;
    this.orders = orders;
  }

  public void start(List<Candidate> objects) {
    objects.forEach(object -> candidates.put(object.key(), object));
    read(List.copyOf(candidates.keySet()));
  }

  public boolean done() {
    return asked.isEmpty() && burying.isEmpty();
  }

  public List<Outcome> outcomes() {
    return List.copyOf(outcomes);
  }

  /** Names of the tombstones that were written. */
  public List<String> tombstones() {
    return List.copyOf(tombstones);
  }

  /** Takes an answer; false where it belongs to someone else. */
  public boolean read(Ticket ticket, Result<Manifest> live) {
    ResourceKey key = asked.remove(ticket);
    if (key == null) {
      return false;
    }
    switch (live) {
      case Result.Success<Manifest>(var manifest) -> prove(key, manifest);
      case Result.Failed<Manifest>(Failure.NotFound _) ->
          outcomes.add(new Outcome.Deleted(key, new DeleteOutcome.AlreadyGone()));
      case Result.Failed<Manifest>(var failure) ->
          outcomes.add(new Outcome.Deleted(key, new DeleteOutcome.Failed(failure)));
    }
    if (asked.isEmpty() && !proved.isEmpty()) {
      bury();
    }
    return true;
  }

  public boolean buried(Ticket ticket, Result<String> id) {
    if (burying.filter(ticket::equals).isEmpty()) {
      return false;
    }
    burying = Optional.empty();
    switch (id) {
      case Result.Success<String>(var name) -> {
        tombstones.add(name);
        proved.forEach(this::delete);
      }
      case Result.Failed<String>(var failure) ->
          proved
              .keySet()
              .forEach(
                  key -> outcomes.add(new Outcome.Deleted(key, new DeleteOutcome.Failed(failure))));
    }
    proved.clear();
    return true;
  }

  public boolean deleted(Ticket ticket, DeleteOutcome outcome) {
    ResourceKey key = asked.remove(ticket);
    if (key == null) {
      return false;
    }
    if (outcome instanceof DeleteOutcome.Changed(var message)) {
      if (round < ROUNDS) {
        changed.add(key);
      } else {
        outcomes.add(
            new Outcome.NotProved(key, "it kept changing while it was to be deleted: " + message));
      }
    } else {
      outcomes.add(new Outcome.Deleted(key, outcome));
    }
    if (asked.isEmpty() && !changed.isEmpty()) {
      List<ResourceKey> again = List.copyOf(changed);
      changed.clear();
      read(again);
    }
    return true;
  }

  private void read(List<ResourceKey> keys) {
    round++;
    for (ResourceKey key : keys) {
      Ticket ticket = out.ticket(orders.grave().application());
      asked.put(ticket, key);
      out.add(new Command.ReadObject(ticket, orders.server(), key));
    }
  }

  private void prove(ResourceKey key, Manifest live) {
    switch (orders.proof().apply(live, candidate(key))) {
      case Proof.Proved proof -> proved.put(key, new Proved(live, proof));
      case Proof.NotProved(var reason) -> outcomes.add(new Outcome.NotProved(key, reason));
    }
  }

  private void bury() {
    Ticket ticket = out.ticket(orders.grave().application());
    burying = Optional.of(ticket);
    Tombstones.Batch grave = orders.grave();
    out.add(
        new Command.Bury(
            ticket,
            new Tombstones.Batch(
                grave.application(),
                grave.at(),
                grave.revision(),
                grave.reason(),
                grave.planHash(),
                proved.values().stream().map(Proved::live).toList())));
  }

  private void delete(ResourceKey key, Proved object) {
    Ticket ticket = out.ticket(orders.grave().application());
    asked.put(ticket, key);
    Candidate candidate = candidate(key);
    out.add(
        new Command.Delete(
            ticket,
            orders.server(),
            new DeleteRequest(
                key,
                candidate.version(),
                object.proof().uid(),
                object.proof().resourceVersion(),
                candidate.propagation())));
  }

  private Candidate candidate(ResourceKey key) {
    return java.util.Objects.requireNonNull(candidates.get(key));
  }
}

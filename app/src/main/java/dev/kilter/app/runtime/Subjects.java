package dev.kilter.app.runtime;

import dev.kilter.control.message.Command;
import dev.kilter.control.message.Event;
import dev.kilter.control.message.Ticket;
import dev.kilter.model.application.ApplicationId;
import java.util.Optional;

/** Which application a command or an event is about, if it is about one. */
final class Subjects {
  private Subjects() {}

  static Optional<ApplicationId> of(Command command) {
    return switch (command) {
      case Command.Render it -> of(it.ticket());
      case Command.Compare it -> of(it.ticket());
      case Command.ReadManaged it -> of(it.ticket());
      case Command.ReadObject it -> of(it.ticket());
      case Command.ReadApplication it -> of(it.ticket());
      case Command.Apply it -> of(it.ticket());
      case Command.Bury it -> of(it.ticket());
      case Command.Delete it -> of(it.ticket());
      case Command.WriteStatus it -> of(it.ticket());
      case Command.BeginOperation it -> of(it.ticket());
      case Command.SaveOperationState it -> of(it.ticket());
      case Command.Annotate it -> of(it.ticket());
      case Command.WriteFinalizers it -> of(it.ticket());
      case Command.RecordEvent it -> Optional.of(it.about().id());
      case Command.AppendJournal it -> Optional.of(it.application());
      case Command.Publish it -> Optional.of(it.snapshot().application().id());
      case Command.Withdraw it -> Optional.of(it.application());
      case Command.ResolveRevision _,
          Command.FindChanges _,
          Command.ReadSignatures _,
          Command.KeepCommit _,
          Command.PinCluster _,
          Command.SetTimer _,
          Command.CancelTimer _,
          Command.Stopped _ ->
          Optional.empty();
    };
  }

  static Optional<ApplicationId> of(Event event) {
    return switch (event) {
      case Event.ApplicationUpserted it -> Optional.of(it.application().id());
      case Event.ApplicationRemoved it -> Optional.of(it.id());
      case Event.TimerFired it -> it.timer().application();
      case Event.Rendered it -> of(it.ticket());
      case Event.Compared it -> of(it.ticket());
      case Event.ManagedRead it -> of(it.ticket());
      case Event.ObjectRead it -> of(it.ticket());
      case Event.Applied it -> of(it.ticket());
      case Event.Buried it -> of(it.ticket());
      case Event.Deleted it -> of(it.ticket());
      case Event.Written it -> of(it.ticket());
      case Event.ApplicationsSynced _,
          Event.ProjectChanged _,
          Event.SettingsChanged _,
          Event.ClustersChanged _,
          Event.RepositoriesChanged _,
          Event.LiveChanged _,
          Event.ChildChanged _,
          Event.ClusterChanged _,
          Event.ClusterIdentified _,
          Event.ClusterPinned _,
          Event.Pushed _,
          Event.ShutdownRequested _,
          Event.Resolved _,
          Event.ChangesFound _,
          Event.SignaturesRead _ ->
          Optional.empty();
    };
  }

  private static Optional<ApplicationId> of(Ticket ticket) {
    return Optional.of(ticket.application());
  }
}

package dev.kilter.app.metrics;

import dev.kilter.control.message.Command;
import dev.kilter.control.message.Event;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;
import dev.kilter.model.render.Rendering;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Questions to repositories that failed: {@code argocd_git_lsremote_fail_total} and {@code
 * argocd_git_fetch_fail_total}, by repository and revision.
 */
final class GitFailures {
  private static final Pattern USER_INFO = Pattern.compile("(?<=://)[^/@\\s]*@");

  private final MeterRegistry registry;

  GitFailures(MeterRegistry registry) {
    this.registry = registry;
  }

  void performed(Command command, Optional<Event> answer) {
    switch (command) {
      case Command.ResolveRevision(var ref, _)
          when answer.orElse(null) instanceof Event.Resolved(_, Result.Failed<String> _) ->
          count("argocd.git.lsremote.fail", ref.repository().url(), ref.targetRevision());
      case Command.Render(_, var task)
          when answer.orElse(null) instanceof Event.Rendered(_, Rendering.Failed(var failure))
              && notFetched(failure) ->
          count("argocd.git.fetch.fail", task.repository().url(), task.commit());
      default -> {
        // asks no repository, or was answered
      }
    }
  }

  private static boolean notFetched(Failure failure) {
    return failure instanceof Failure.RepositoryUnreachable
        || failure instanceof Failure.RepositoryDenied
        || failure instanceof Failure.RevisionMissing;
  }

  private void count(String name, String url, String revision) {
    registry
        .counter(name, "repo", USER_INFO.matcher(url).replaceAll(""), "revision", revision)
        .increment();
  }
}

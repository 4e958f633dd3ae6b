package dev.kilter.git.submodule;

import dev.kilter.git.transport.RepositoryUrl;
import dev.kilter.model.failure.Failure;
import dev.kilter.model.failure.Result;

/**
 * From the URL of a submodule as it is written to the one that is fetched from. One that begins
 * with {@code ./} or {@code ../} counts from the repository that names it, as for git, and stays on
 * its host; a folder of this machine is none, unless the repository is one itself.
 */
final class SubmoduleUrl {
  private SubmoduleUrl() {}

  static Result<String> of(String parent, String written) {
    boolean relative = written.startsWith("./") || written.startsWith("../");
    String url = relative ? resolved(parent, written) : written;
    return RepositoryUrl.parse(parent)
        .then(
            home -> RepositoryUrl.parse(url).then(target -> checked(home, target, url, relative)));
  }

  private static Result<String> checked(
      RepositoryUrl home, RepositoryUrl target, String url, boolean relative) {
    if (relative && !home.isOnSameHost(target)) {
      return refused("leads out of the host of the repository that names it");
    }
    boolean absolute = url.startsWith("/") || url.startsWith("file:///");
    if (target.local() && !(home.local() && absolute)) {
      return refused("is a folder of the machine that Kilter runs on");
    }
    return Result.success(url);
  }

  /** Each {@code ../} takes the last part off; what is left when nothing is, is no URL. */
  private static String resolved(String parent, String written) {
    String base = parent.replaceFirst("/+$", "");
    String rest = written;
    String separator = "/";
    while (rest.startsWith("./") || rest.startsWith("../")) {
      if (rest.startsWith("../")) {
        int cut = base.lastIndexOf('/');
        separator = "/";
        if (cut < 0) {
          cut = base.lastIndexOf(':');
          separator = ":";
        }
        base = base.substring(0, Math.max(cut, 0));
      }
      rest = rest.substring(rest.indexOf('/') + 1);
    }
    return (base + separator + rest).replaceFirst("/+$", "");
  }

  private static Result<String> refused(String why) {
    return Result.failed(new Failure.InvalidSpec("its URL " + why));
  }
}

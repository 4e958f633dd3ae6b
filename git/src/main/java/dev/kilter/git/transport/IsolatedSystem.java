package dev.kilter.git.transport;

import java.io.File;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.lib.ConfigConstants;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;
import org.jspecify.annotations.Nullable;

/**
 * The machine as JGit gets to see it: no user's, system's or JGit's own configuration and no
 * environment, so that nothing outside of Kilter decides where it connects or what it runs.
 */
public final class IsolatedSystem extends SystemReader.Delegate {
  /** What JGit itself takes where it cannot measure: right for every file system, if cautious. */
  private static final Duration COARSEST_TIMES = Duration.ofSeconds(2);

  private static final Duration LONGEST_RACE = Duration.ofMillis(10);

  private IsolatedSystem(SystemReader machine) {
    super(machine);
  }

  /** JGit knows one system a process; doing this again changes nothing. */
  public static void install() {
    if (!(SystemReader.getInstance() instanceof IsolatedSystem)) {
      SystemReader.setInstance(new IsolatedSystem(SystemReader.getInstance()));
    }
  }

  @Override
  public String getHostname() {
    return "localhost";
  }

  @Override
  public @Nullable String getenv(String variable) {
    return null;
  }

  @Override
  public FileBasedConfig openUserConfig(@Nullable Config parent, FS fs) {
    return new NoConfig(parent, fs);
  }

  @Override
  public FileBasedConfig openSystemConfig(@Nullable Config parent, FS fs) {
    return new NoConfig(parent, fs);
  }

  @Override
  public FileBasedConfig openJGitConfig(@Nullable Config parent, FS fs) {
    return new NoConfig(parent, fs);
  }

  private static final class NoConfig extends FileBasedConfig {
    // JGit takes null for a configuration without a file or parent.
    @SuppressWarnings("NullAway")
    NoConfig(@Nullable Config parent, FS fs) {
      super(parent, (File) null, fs);
    }

    /**
     * JGit asks here how finely the file system tells times. Without an answer it measures that for
     * three seconds, on a whole core, in front of the first fetch of each process.
     */
    @Override
    public long getTimeUnit(
        String section,
        @Nullable String subsection,
        String name,
        long defaultValue,
        TimeUnit wantUnit) {
      if (!section.equals(ConfigConstants.CONFIG_FILESYSTEM_SECTION)) {
        return super.getTimeUnit(section, subsection, name, defaultValue, wantUnit);
      }
      Duration known =
          name.equals(ConfigConstants.CONFIG_KEY_TIMESTAMP_RESOLUTION)
              ? COARSEST_TIMES
              : LONGEST_RACE;
      return wantUnit.convert(known);
    }

    @Override
    public void load() {
      // There is nothing to read.
    }

    @Override
    public void save() {
      // JGit would remember measurements of the file system in the user's home.
    }

    @Override
    public boolean isOutdated() {
      return false;
    }
  }
}

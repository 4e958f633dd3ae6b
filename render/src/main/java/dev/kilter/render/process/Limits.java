package dev.kilter.render.process;

import dev.kilter.model.settings.Settings;
import java.time.Duration;

/**
 * What one run may use.
 *
 * @param memory bytes of each process
 * @param output bytes on standard output, and of any one file
 * @param files how many files its folder may hold in the end
 * @param disk bytes of all files in its folder
 */
public record Limits(Duration time, long memory, long output, int files, long disk) {
  private static final long MEGABYTE = 1024 * 1024;

  public static Limits of(Settings.Tools settings) {
    return new Limits(settings.timeout(), 1024 * MEGABYTE, 100 * MEGABYTE, 50_000, 500 * MEGABYTE);
  }
}

package dev.kilter.git.charts;

import java.util.List;

/** One version of a chart, as an index lists it; {@code digest} is SHA-256, empty where unsaid. */
public record ChartVersion(
    String version, List<String> urls, String digest, String appVersion, String description) {
  public ChartVersion {
    urls = List.copyOf(urls);
  }
}

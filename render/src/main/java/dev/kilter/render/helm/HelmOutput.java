package dev.kilter.render.helm;

import dev.kilter.model.render.Rendering.Rendered.Item;
import dev.kilter.render.input.ManifestDocument;
import dev.kilter.render.input.SourcePath;
import dev.kilter.render.input.Unrenderable;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Helm wrote: objects, each from a template that is named before it, or why there are none.
 */
final class HelmOutput {
  private static final Pattern SOURCE = Pattern.compile("(?m)^---\\n# Source: (.*)$");

  /** For instance {@code shop/templates/web.yaml:12:20}. */
  private static final Pattern PLACE =
      Pattern.compile("([^\\s:()\"]+/templates/[^\\s:()\"]+|values\\.yaml|Chart\\.yaml):(\\d+)");

  private final SourcePath folder;
  private final String chart;

  HelmOutput(SourcePath folder, String chart) {
    this.folder = folder;
    this.chart = chart;
  }

  List<Item> items(String text) {
    List<Item> items = new ArrayList<>();
    Matcher found = SOURCE.matcher(text);
    int from = 0;
    String file = folder.child("Chart.yaml");
    while (found.find()) {
      items.addAll(ManifestDocument.written(text.substring(from, found.start()), "helm", file));
      file = file(found.group(1).strip());
      from = found.end();
    }
    items.addAll(ManifestDocument.written(text.substring(from), "helm", file));
    return items;
  }

  /** Helm names files from the chart's name on. */
  private String file(String named) {
    return named.startsWith(chart + "/")
        ? folder.child(named.substring(chart.length() + 1))
        : named;
  }

  Unrenderable fault(String words) {
    String message =
        words
            .lines()
            .filter(line -> !line.startsWith("level=") && !line.startsWith("Use --debug"))
            .reduce((one, other) -> one + "\n" + other)
            .orElse("helm template failed and said nothing")
            .replaceFirst("^Error: ", "")
            .strip();
    Matcher place = PLACE.matcher(message);
    return place.find()
        ? Unrenderable.file(file(place.group(1)), Integer.parseInt(place.group(2)), message)
        : Unrenderable.file(folder.child("Chart.yaml"), 0, message);
  }
}

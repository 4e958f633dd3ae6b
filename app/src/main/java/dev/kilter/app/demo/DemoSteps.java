package dev.kilter.app.demo;

import java.util.List;

/** The three things to try, word for word as they are printed; the end-to-end test runs these. */
public final class DemoSteps {
  private DemoSteps() {}

  /** A thing to try, why, and the commands to paste. */
  public record Try(String title, List<String> commands) {}

  public static List<Try> all() {
    return List.of(
        new Try(
            "Change an image by commit and push, and see it roll out",
            List.of(
                "sed -i 's/web:1.0.0/web:1.1.0/' web/deployment.yaml",
                "git commit -qam 'Serve web 1.1.0' && git push -q",
                "kilter app refresh web",
                "kilter app wait web --sync --health",
                "kilter app history web")),
        new Try(
            "Scale by hand, and see it healed and who did it",
            List.of(
                "kubectl -n shop scale deployment/web --replicas 5",
                "kilter app wait web --sync --health",
                "kubectl -n shop get deployment/web",
                "kilter app history web")),
        new Try(
            "Push a broken image, read why, go back and stay there",
            List.of(
                "sed -i 's/api:1.9.1/api:1.9.2-broken/' api/deployment.yaml",
                "git commit -qam 'Try api 1.9.2' && git push -q",
                "kilter app wait api --degraded --timeout 60",
                "kilter app explain api",
                "kilter app rollback api --hold",
                "kilter app wait api --health",
                "kilter app get api",
                "kilter app resume api   # when you are done: follow Git again")));
  }

  /** As text for the terminal. */
  public static String text(DemoFolder folder) {
    StringBuilder text = new StringBuilder();
    text.append("In another terminal:   . ").append(folder.environment()).append("\n");
    int number = 1;
    for (Try step : all()) {
      text.append('\n').append(number++).append(". ").append(step.title()).append("\n");
      step.commands().forEach(command -> text.append("    ").append(command).append('\n'));
    }
    return text.toString();
  }
}

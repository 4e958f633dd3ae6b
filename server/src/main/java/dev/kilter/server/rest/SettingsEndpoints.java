package dev.kilter.server.rest;

import dev.kilter.api.Answer;
import dev.kilter.api.Document;
import dev.kilter.model.settings.Settings;
import dev.kilter.server.openapi.About;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a client must know before anyone is logged in, and little more: what is not here stays
 * inside (reliability-security.md, S21).
 */
final class SettingsEndpoints {
  private final Ports ports;
  private final String controlPlaneNamespace;

  SettingsEndpoints(Ports ports, String controlPlaneNamespace) {
    this.ports = ports;
    this.controlPlaneNamespace = controlPlaneNamespace;
  }

  void mount(Router router) {
    router.on(
        "GET",
        "/api/v1/settings",
        About.of("SettingsService_Get", "clusterSettings"),
        this::settings);
  }

  private Answer settings(Request request) {
    Map<String, @Nullable Object> tree = new LinkedHashMap<>();
    tree.put("userLoginsDisabled", false);
    if (!request.caller().username().isEmpty()) {
      Settings settings = ports.settings().get();
      tree.put("appLabelKey", settings.tracking().labelKey());
      tree.put(
          "trackingMethod",
          settings.tracking().method().name().toLowerCase(Locale.ROOT).replace("_and_", "+"));
      tree.put("installationID", settings.tracking().installationId().orElse(""));
      tree.put("controllerNamespace", controlPlaneNamespace);
      tree.put("appsInAnyNamespaceEnabled", !settings.applicationNamespaces().isEmpty());
      tree.put("kilter", Map.of("problems", settings.problems()));
    }
    return Answer.ok(new Document(tree).compact().root());
  }
}

package dev.kilter.model.render;

import dev.kilter.model.application.ApplicationId;
import dev.kilter.model.application.Source;
import dev.kilter.model.settings.Settings;
import dev.kilter.model.source.SourceTree;

/**
 * Everything a render may depend on. {@code instanceName} is what tools know the application by.
 */
public record RenderRequest(
    SourceTree tree,
    Source source,
    ApplicationId application,
    String instanceName,
    String destinationNamespace,
    String project,
    Settings.Sources settings) {}

package dev.kilter.server.rest;

import dev.kilter.model.access.AccessRules.Switches;
import dev.kilter.model.settings.Settings;
import dev.kilter.model.store.ApplicationStore;
import dev.kilter.model.store.CredentialStore;
import dev.kilter.model.store.EventRecorder;
import dev.kilter.model.store.Journal;
import dev.kilter.model.store.ProjectStore;
import dev.kilter.model.view.ApplicationViews;
import dev.kilter.model.view.FleetViews;
import dev.kilter.model.view.ObjectViews;
import dev.kilter.server.views.RevisionResolver;
import java.util.function.Supplier;

/**
 * What the API stands on. {@code settings} is asked only by the few calls that need it, {@code
 * switches} (which permission a call needs) too.
 *
 * @param recorded whether the custom resource alone may answer where no controller does: for who
 *     asks Kubernetes itself, and is told so. A server refuses instead.
 */
public record Ports(
    ApplicationStore applications,
    ProjectStore projects,
    CredentialStore credentials,
    Supplier<Settings> settings,
    Supplier<Switches> switches,
    ApplicationViews views,
    FleetViews fleet,
    ObjectViews objects,
    RevisionResolver revisions,
    Journal journal,
    EventRecorder events,
    EventReader eventReader,
    Timer timer,
    boolean recorded) {}

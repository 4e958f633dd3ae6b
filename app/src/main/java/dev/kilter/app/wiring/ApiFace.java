package dev.kilter.app.wiring;

import dev.kilter.app.config.Version;
import dev.kilter.app.metrics.Metrics;
import dev.kilter.model.access.Accounts;
import dev.kilter.model.failure.Result;
import dev.kilter.model.kubernetes.KubernetesApi;
import dev.kilter.model.source.PushEvent;
import dev.kilter.model.store.SettingsStore;
import dev.kilter.model.time.SteadyClock;
import dev.kilter.model.view.ApplicationViews;
import dev.kilter.model.view.FleetViews;
import dev.kilter.model.view.ObjectViews;
import dev.kilter.server.http.PublicFace;
import dev.kilter.server.http.RestFace;
import dev.kilter.server.rest.Admission;
import dev.kilter.server.rest.KilterApi;
import dev.kilter.server.rest.KubernetesEvents;
import dev.kilter.server.rest.Logins;
import dev.kilter.server.rest.Ports;
import dev.kilter.server.rest.Timer;
import dev.kilter.server.session.LoginLimits;
import dev.kilter.server.session.Passwords;
import dev.kilter.server.session.Sessions;
import dev.kilter.server.views.RevisionResolver;
import dev.kilter.server.webhook.RateLimit;
import dev.kilter.server.webhook.WebhookReceiver;
import dev.kilter.store.KubernetesStores;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What everybody may call, wired: the same beside a controller and apart from it. */
final class ApiFace {
  private static final Logger LOG = LoggerFactory.getLogger(ApiFace.class);
  private static final Logger AUDIT = LoggerFactory.getLogger("audit");

  /** Pushes of senders without a configured secret. */
  private static final double OPEN_PER_SECOND = 20;

  private static final double OPEN_BURST = 200;

  private ApiFace() {}

  /** What comes from the controller, be it here or elsewhere. */
  record Seen(
      ApplicationViews views, FleetViews fleet, ObjectViews objects, RevisionResolver revisions) {}

  /** Webhooks, probes and metrics. */
  static PublicFace everybody(
      SettingsStore settings,
      Consumer<PushEvent> pushed,
      Metrics metrics,
      Supplier<Optional<String>> notReady) {
    return new PublicFace(
        new WebhookReceiver(
            () -> settings.current().webhookSecrets(),
            new RateLimit(InstantSource.system(), OPEN_PER_SECOND, OPEN_BURST),
            pushed),
        () -> settings.current().maxWebhookBytes(),
        metrics::scrape,
        Optional::empty,
        notReady);
  }

  /** The REST API and logging in. */
  static RestFace of(KubernetesStores stores, KubernetesApi api, String namespace, Seen seen) {
    Ports ports =
        new Ports(
            stores.applications(),
            stores.projects(),
            stores.credentials(),
            stores.settings()::current,
            () -> stores.access().current().switches(),
            seen.views(),
            seen.fleet(),
            seen.objects(),
            seen.revisions(),
            stores.journal(),
            stores.events(),
            new KubernetesEvents(api),
            Timer.system(),
            false);
    Logins logins = logins(stores);
    return new RestFace(
        new KilterApi(ports, namespace, Version.ofThisProgram()).with(logins),
        new Admission(
            logins.sessions(), new CurrentPermissions(stores.access(), stores.projects())),
        entry -> AUDIT.info("{}", entry));
  }

  /** Makes what the first login needs, where this installation is new. */
  static void prepareFirstLogin(KubernetesStores stores) {
    SecureRandom random = new SecureRandom();
    if (stores.prepareFirstLogin(random, password -> Passwords.hash(password, random))
        instanceof Result.Failed<Accounts>(var failure)) {
      LOG.warn("Nobody can log in yet: {}", failure.message());
    }
  }

  private static Logins logins(KubernetesStores stores) {
    SecureRandom random = new SecureRandom();
    Sessions sessions =
        new Sessions(
            stores.accounts(),
            stores.projects(),
            stores.revocations(),
            new LoginLimits(LoginLimits.Rules.DEFAULTS, SteadyClock.system(), random),
            InstantSource.system(),
            random);
    return new Logins(sessions, stores.accounts(), stores.projects(), random);
  }
}

package dev.kilter.server.http;

import dev.kilter.server.webhook.WebhookReceiver;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What is mounted where everyone may call.
 *
 * @param bodyLimit bytes, {@code webhook.maxPayloadSizeMB} in argocd-cm
 * @param metrics in Prometheus' text format
 * @param healthy empty, or why this process must be restarted
 * @param ready empty, or why it must not be sent work yet
 */
public record PublicFace(
    WebhookReceiver webhooks,
    LongSupplier bodyLimit,
    Supplier<String> metrics,
    Supplier<Optional<String>> healthy,
    Supplier<Optional<String>> ready) {}

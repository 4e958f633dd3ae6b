package dev.kilter.server.webhook;

import dev.kilter.model.source.PushEvent;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One kind of Git host: how to know it, trust it and read it. */
interface Sender {
  /** For messages. */
  String name();

  boolean sent(WebhookRequest request);

  /** {@code secrets} has the keys of argocd-secret, {@code webhook.github.secret} and so on. */
  Trust trust(WebhookRequest request, Map<String, String> secrets);

  /** Empty where the event is none that moves a ref; an empty list where it says nothing. */
  Optional<List<PushEvent>> pushes(WebhookRequest request, Payload payload) throws MalformedPayload;

  /** What the secret says about a request. */
  enum Trust {
    PROVED,
    /** No secret is configured, so anyone may have sent it. */
    OPEN,
    REFUSED
  }
}

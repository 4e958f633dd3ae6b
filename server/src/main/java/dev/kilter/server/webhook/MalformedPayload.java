package dev.kilter.server.webhook;

/** A payload that lacks what a push must say, or says it in another type. */
final class MalformedPayload extends Exception {
  MalformedPayload(String message) {
    super(message);
  }
}

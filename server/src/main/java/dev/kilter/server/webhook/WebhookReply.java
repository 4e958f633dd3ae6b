package dev.kilter.server.webhook;

/** HTTP status, and a sentence for the sender's delivery log. */
public record WebhookReply(int status, String message) {}

package dev.kilter.control.message;

import dev.kilter.model.application.ApplicationId;

/**
 * Joins a command with its answer. Whoever asked remembers the ticket that it waits for; the answer
 * to a superseded one is ignored.
 */
public record Ticket(ApplicationId application, long number) {}

package dev.kilter.server.rest;

/** Who asks; recorded as the initiator of operations. */
public record Caller(String username) {}

package dev.kilter.model.access;

/**
 * May this be done? The object of what belongs to a project begins with it: {@code shop/api}, or
 * {@code shop/team-a/api} where Applications live in several namespaces.
 */
public record Question(String resource, String action, String object) {}

package dev.kilter.control.message;

/** The question which paths differ between two commits, asked once for all applications. */
public record ChangesKey(RepositoryKey repository, String from, String to) {}

package dev.kilter.control.message;

/** Something that moves in a repository, followed once for all applications that track it. */
public record RefKey(RepositoryKey repository, String targetRevision, String tagPrefix) {}

package dev.kilter.control.message;

/** A repository as applications of one project may use it: credentials depend on both. */
public record RepositoryKey(String url, String project) {}

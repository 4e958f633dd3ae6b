package dev.kilter.cli.session;

/**
 * Where to connect to. An empty kubeconfig means the usual places, an empty context the current
 * one; {@code namespace} is the control plane's.
 */
public record Connection(String kubeconfig, String context, String namespace) {}

package dev.kilter.store.watching;

import dev.kilter.store.requests.ResourceSelection;

/** A collection, and who is to hear of it. */
public record Followed(ResourceSelection selection, ResourceListener listener) {}

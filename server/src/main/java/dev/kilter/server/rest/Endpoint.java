package dev.kilter.server.rest;

import dev.kilter.api.Answer;

/** Answers one kind of call, or refuses it with an {@link dev.kilter.api.ApiException}. */
@FunctionalInterface
interface Endpoint {
  Answer answer(Request request);
}

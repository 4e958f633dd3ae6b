package dev.kilter.server.http;

import dev.kilter.server.rest.Gatekeeper;
import dev.kilter.server.rest.KilterApi;

/**
 * The REST API where people and programs log in.
 *
 * @param secure whether browsers reach it by TLS, so that cookies may insist on it
 */
public record RestFace(KilterApi api, Gatekeeper gate, boolean secure) {}

package dev.kilter.git.store;

import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;

/** What time it is, and for how long an answer counts as recent. */
public record StoreClock(InstantSource clock, Supplier<Duration> recentWindow) {}

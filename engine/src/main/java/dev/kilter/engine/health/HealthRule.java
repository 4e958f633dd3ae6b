package dev.kilter.engine.health;

import dev.kilter.model.application.Health;
import dev.kilter.model.manifest.Manifest;

/** How objects of one kind are doing, read off one live object. */
@FunctionalInterface
interface HealthRule {
  Health assess(Manifest live);
}

/**
 * Hostile inputs through the product's real doors: what stops, explains itself and harms nobody.
 */
@org.jspecify.annotations.NullMarked
package dev.kilter.app.hostile;

/** Sync runs: picked up, saved, driven step by step, resumed. */
@org.jspecify.annotations.NullMarked
package dev.kilter.control.sync;

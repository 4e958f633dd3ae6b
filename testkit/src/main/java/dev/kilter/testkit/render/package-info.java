/** A renderer in memory. */
@org.jspecify.annotations.NullMarked
package dev.kilter.testkit.render;

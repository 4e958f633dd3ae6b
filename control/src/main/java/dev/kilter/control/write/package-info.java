/** The writes to Application resources: one in flight each, the newest state wins. */
@org.jspecify.annotations.NullMarked
package dev.kilter.control.write;

/** The two times that there are: one to wait by, and one to show. */
@org.jspecify.annotations.NullMarked
package dev.kilter.model.time;

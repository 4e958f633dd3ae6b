/** From what a source tracks to a comparison: revisions, renders, comparisons. */
@org.jspecify.annotations.NullMarked
package dev.kilter.control.refresh;

/**
 * Jsonnet programs: evaluated in this process, on a thread of their own, within bounds; they see
 * the source's tree and nothing else.
 */
@NullMarked
package dev.kilter.render.jsonnet;

import org.jspecify.annotations.NullMarked;

/** The wire contract: calls, answers, problems, and trees as both sides read them. */
@NullMarked
package dev.kilter.api;

import org.jspecify.annotations.NullMarked;

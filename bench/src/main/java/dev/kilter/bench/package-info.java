/** Benchmarks of single functions, for ratios within one run: {@code make jmh}. */
@NullMarked
package dev.kilter.bench;

import org.jspecify.annotations.NullMarked;

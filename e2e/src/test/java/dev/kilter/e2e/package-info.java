/** Black-box tests: the packaged program as a child process, real git, a real API server. */
@NullMarked
package dev.kilter.e2e;

import org.jspecify.annotations.NullMarked;

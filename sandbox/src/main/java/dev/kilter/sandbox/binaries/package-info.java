/**
 * Where the control plane's programs come from: a folder, the cache, the official downloads, or a
 * build from Go modules.
 */
@NullMarked
package dev.kilter.sandbox.binaries;

import org.jspecify.annotations.NullMarked;

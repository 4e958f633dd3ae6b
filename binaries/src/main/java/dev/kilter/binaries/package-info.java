/**
 * Where the programs of others come from: a folder, the cache, the official downloads, or a build
 * from Go modules.
 */
@NullMarked
package dev.kilter.binaries;

import org.jspecify.annotations.NullMarked;

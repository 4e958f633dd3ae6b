@NullMarked
package dev.kilter.git.transport;

import org.jspecify.annotations.NullMarked;

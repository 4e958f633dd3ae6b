@NullMarked
package dev.kilter.server;

import org.jspecify.annotations.NullMarked;

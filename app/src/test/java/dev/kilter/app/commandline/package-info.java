@org.jspecify.annotations.NullMarked
package dev.kilter.app.commandline;

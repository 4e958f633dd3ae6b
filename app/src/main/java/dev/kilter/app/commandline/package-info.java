/**
 * The words of the program: roles that keep running, and the command line straight on Kubernetes.
 */
@NullMarked
package dev.kilter.app.commandline;

import org.jspecify.annotations.NullMarked;

/**
 * The nodes' part, simulated: scheduler, kubelet, its log endpoint, volumes and load balancer
 * addresses.
 */
@NullMarked
package dev.kilter.sandbox.node;

import org.jspecify.annotations.NullMarked;

@org.jspecify.annotations.NullMarked
package dev.kilter.testkit.apiserver;

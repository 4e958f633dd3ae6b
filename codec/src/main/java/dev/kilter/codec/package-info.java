/**
 * Text to trees and back. A tree is made of insertion-ordered unmodifiable maps with string keys,
 * unmodifiable lists, String, Boolean, Long, BigInteger, Double and null; nothing else ever comes
 * out of a parser here, whatever tags the text carries.
 */
@NullMarked
package dev.kilter.codec;

import org.jspecify.annotations.NullMarked;

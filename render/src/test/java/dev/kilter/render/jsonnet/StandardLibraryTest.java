package dev.kilter.render.jsonnet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.codec.Json;
import dev.kilter.render.input.Unrenderable;
import dev.kilter.testkit.source.MemoryTree;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each function that today's Jsonnet has and the interpreter lacks, or had otherwise. */
class StandardLibraryTest {

  @ParameterizedTest
  @CsvSource(
      delimiterString = "⇒",
      quoteCharacter = '`',
      textBlock =
          """
          std.get({a: 1}, 'a') ⇒ 1
          std.get({a: 1}, 'b') ⇒ null
          std.get({a: 1}, 'b', 7) ⇒ 7
          std.get({a:: 1}, 'a', 7) ⇒ 1
          std.get({a:: 1}, 'a', 7, false) ⇒ 7
          std.get({}, 'a', default=error 'lazy') == null || true ⇒ ERROR lazy
          std.objectHasEx({a:: 1}, 'a', true) ⇒ true
          std.objectHasEx({a:: 1}, 'a', false) ⇒ false
          std.objectFieldsEx({a:: 1, b: 2}, false) ⇒ ["b"]
          std.objectFieldsEx({a:: 1, b: 2}, true) ⇒ ["a","b"]
          std.objectKeysValues({b: 1, a: 2, c:: 3}) ⇒ [{"key":"a","value":2},{"key":"b","value":1}]
          std.length(std.objectKeysValuesAll({b: 1, c:: 3})) ⇒ 2
          std.objectRemoveKey({a: 1, b: 2}, 'a') ⇒ {"b":2}
          std.objectRemoveKey({a: 1, b:: 2}, 'a').b ⇒ 2
          std.isEmpty('') ⇒ true
          std.isEmpty('x') ⇒ false
          std.trim(' \\t\\n a b \\r\\n ') ⇒ "a b"
          std.equalsIgnoreCase('aBc', 'AbC') ⇒ true
          std.splitLimitR('/foo/bar', '/', 1) ⇒ ["/foo","bar"]
          std.splitLimitR('a,b', ',', -1) ⇒ ["a","b"]
          std.splitLimitR('a,b', ',', 5) ⇒ ["a","b"]
          std.escapeStringPython('a"b') ⇒ "\\"a\\\\\\"b\\""
          std.escapeStringXML('<a b="c">&') ⇒ "&lt;a b=&quot;c&quot;&gt;&amp;"
          std.sum([1, 2, 3]) ⇒ 6
          std.sum([]) ⇒ 0
          std.avg([1, 2, 6]) ⇒ 3
          std.avg([]) ⇒ ERROR Cannot calculate average of an empty array.
          std.all([true, true]) ⇒ true
          std.all([]) ⇒ true
          std.all([true, 1]) ⇒ ERROR std.all expected booleans, got number
          std.any([false, true]) ⇒ true
          std.any([]) ⇒ false
          std.contains([1, 2], 2) ⇒ true
          std.contains([1, 2], 3) ⇒ false
          std.remove([1, 2, 1], 1) ⇒ [2,1]
          std.remove([1, 2], 3) ⇒ [1,2]
          std.removeAt([1, 2, 3], 1) ⇒ [1,3]
          std.minArray([3, 1, 2]) ⇒ 1
          std.maxArray([3, 1, 2]) ⇒ 3
          std.minArray(['bb', 'a'], keyF=std.length) ⇒ "a"
          std.maxArray([], onEmpty=0) ⇒ 0
          std.maxArray([]) ⇒ ERROR Expected at least one element in array. Got none
          std.flattenDeepArray([[1, 2], [3, [4, []]], 5]) ⇒ [1,2,3,4,5]
          std.deepJoin(['one ', ['two ', ['three']], 'four']) ⇒ "one two threefour"
          std.sha1('foo') ⇒ "0beec7b5ea3f0fdbc95d0dd47f3c5bc275da8a33"
          std.sha256('foo') ⇒ "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae"
          std.length(std.sha512('foo')) ⇒ 128
          std.length(std.sha3('foo')) ⇒ 128
          std.md5('foo') ⇒ "acbd18db4cc2f85cedef654fccc4a4d8"
          std.xor(true, false) ⇒ true
          std.xnor(true, false) ⇒ false
          std.isNull(null) ⇒ true
          std.sign(-3) ⇒ -1
          std.round(1.5) ⇒ 2
          std.isEven(4) ⇒ true
          std.isOdd(4) ⇒ false
          std.isInteger(4) ⇒ true
          std.isDecimal(4.2) ⇒ true
          std.log2(8) ⇒ 3
          std.log10(1000) ⇒ 3
          std.hypot(3, 4) ⇒ 5
          std.atan2(0, 1) ⇒ 0
          std.rad2deg(std.pi) ⇒ 180
          std.deg2rad(180) == std.pi ⇒ true
          std.modulo(7, 3) ⇒ 1
          std.equals({a: [1]}, {a: [1]}) ⇒ true
          std.primitiveEquals('a', 'a') ⇒ true
          std.map(function(c) c + c, 'ab') ⇒ ["aa","bb"]
          std.mapWithIndex(function(i, c) c + i, 'ab') ⇒ ["a0","b1"]
          std.native('x') ⇒ ERROR there are no native functions here, so no x
          std.parseYaml('a: 1') ⇒ {"a":1}
          std.parseYaml('- 1\\n- "on"') ⇒ [1,"on"]
          std.parseYaml('a: 1\\n---\\nb: 2\\n') ⇒ [{"a":1},{"b":2}]
          std.parseYaml('---\\na: 1\\n') ⇒ [{"a":1}]
          std.parseYaml('x') ⇒ "x"
          std.parseYaml('a: [') ⇒ ERROR std.parseYaml
          std.manifestYamlDoc({a: [1], 'b-c': {}}, quote_keys=false) ⇒ "a:\\n- 1\\nb-c: {}"
          std.manifestYamlDoc({'true': {b: 'x'}}, true, false) ⇒ "\\"true\\":\\n  b: \\"x\\""
          std.manifestYamlDoc({a: [1]}) ⇒ "\\"a\\":\\n- 1"
          std.manifestYamlStream([1, 2], c_document_end=false) ⇒ "---\\n1\\n---\\n2\\n"
          std.manifestYamlStream([1]) ⇒ "---\\n1\\n...\\n"
          std.manifestToml({a: 1, b: {c: 'x'}}) ⇒ "a = 1\\n\\n[b]\\n  c = \\"x\\""
          std.makeArray(3, function(i) i * i) ⇒ [0,1,4]
          std.range(1, 3) ⇒ [1,2,3]
          [1, 2, 3][-1:] ⇒ [3]
          [1, 2, 3][:-1] ⇒ [1,2]
          [1, 2, 3][-9:-9] ⇒ []
          [1, 2, 3, 4][1:99:2] ⇒ [2,4]
          [1, 2][5:] ⇒ []
          'a😀c'[1:2] ⇒ "😀"
          std.slice('abc', 0, null, 2) ⇒ "ac"
          [1][::0] ⇒ ERROR the step of a slice must be greater than 0
          [1]['a':] ⇒ ERROR the bounds and the step of a slice are integers
          {}[1:] ⇒ ERROR only arrays and strings have slices, not object
          std.sort([3, 1, 2], function(x) -x) ⇒ [3,2,1]
          std.sort([-1, -3, 2]) ⇒ [-3,-1,2]
          std.sort(['b', 'aa', 'c'], std.length) ⇒ ["b","c","aa"]
          std.sort([[2], [1, 5], [1]]) ⇒ [[1],[1,5],[2]]
          std.sort(['a', 1]) ⇒ ERROR cannot order number and string
          std.uniq([1, -1, 2], std.abs) ⇒ [1,2]
          std.set([3, 1, 3, 2], keyF=function(x) -x) ⇒ [3,2,1]
          std.setMember('B', ['a', 'b'], std.asciiLower) ⇒ true
          std.setUnion([3, 1], [2], function(x) -x) ⇒ [3,2,1]
          std.setInter([1, 2, 3], [2, 3, 4]) ⇒ [2,3]
          std.setDiff([3, 2, 1], [2], function(x) -x) ⇒ [3,1]
          std.foldr(function(v, i) i + v, 'bcd', 'a') ⇒ "adcb"
          std.foldl(function(i, v) i + v, 'bcd', 'a') ⇒ "abcd"
          std.exponent(5) ⇒ 3
          std.mantissa(-42) ⇒ -0.65625
          std.exponent(0) ⇒ 0
          std.char(128512) ⇒ "😀"
          std.char(-1) ⇒ ERROR std.char has no character -1.0
          std.stringChars('a😀') ⇒ ["a","😀"]
          std.codepoint('ab') ⇒ ERROR codepoint takes a string of length 1, got length 2
          std.strReplace('ab', '', 'x') ⇒ ERROR 'from' string must not be zero length.
          std.escapeStringJson([1, 'a']) ⇒ "\\"[1, \\\\\\"a\\\\\\"]\\""
          std.xor(true, 'x') ⇒ ERROR std.xor expected booleans, got string
          std.primitiveEquals([], {}) ⇒ false
          std.manifestYamlDoc({a: [1]}, indent_array_in_object=true) ⇒ "\\"a\\":\\n  - 1"
          std.repeat('ab', 2) ⇒ "abab"
          """)
  void holds(String program, String result) {
    assertThat(outcome("local x = " + program + "; {x: x}"))
        .isEqualTo(result.startsWith("ERROR") ? result : "{\"x\":" + result + "}");
  }

  /** As its neighbours do: tools iterate over std and must not meet fields of ours as values. */
  @Test
  void showsNoField() {
    assertThat(outcome("std.objectFields(std)")).isEqualTo("[]");
  }

  @Test
  void bindsAtParseTimeToo() {
    assertThat(outcome("local s = std; local get = s.get; [get({a: 1}, 'a'), s.trim(' a ')]"))
        .isEqualTo("[1,\"a\"]");
  }

  private static String outcome(String program) {
    MemoryTree tree = MemoryTree.of(Map.of("a.jsonnet", program));
    try {
      var none = new JsonnetVariables(Map.of(), Map.of(), List.of(""));
      String json = new JsonnetProgram(tree, none, JsonnetLimits.DEFAULT).json("a.jsonnet");
      return Json.text(Json.parse(json));
    } catch (Unrenderable e) {
      String message = String.valueOf(e.getMessage());
      String words = message.substring(message.indexOf(": ") + 2);
      return "ERROR " + (words.startsWith("std.parseYaml") ? "std.parseYaml" : words);
    }
  }
}

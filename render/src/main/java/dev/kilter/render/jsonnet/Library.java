package dev.kilter.render.jsonnet;

import dev.kilter.codec.CodecException;
import dev.kilter.codec.Json;
import dev.kilter.codec.Yaml;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.DoubleBinaryOperator;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import scala.Tuple2;
import scala.jdk.javaapi.CollectionConverters;
import scala.util.Right;
import sjsonnet.EvalScope;
import sjsonnet.Expr$Member$Visibility$Hidden$;
import sjsonnet.FileScope;
import sjsonnet.Importer;
import sjsonnet.Lazy;
import sjsonnet.Position;
import sjsonnet.Std;
import sjsonnet.Val;
import sjsonnet.Val$Obj$ConstMember;
import sjsonnet.Val$Obj$Member;

/**
 * The standard library of today's Jsonnet: what sjsonnet has, what only Java can add, and the rest
 * in Jsonnet itself (std.jsonnet beside this class). What sjsonnet does outside of Jsonnet or by
 * unsafe libraries is replaced.
 */
final class Library {
  static final String NAME = "std.jsonnet";

  private static final TreePath HERE = new TreePath(NAME);
  private static final Position NOWHERE = new FileScope(HERE).noOffsetPos();
  private static final String TEXT = text();

  private Library() {}

  /** For one evaluation, since its objects remember what was asked of them. */
  static Val.Obj of(Meter meter) {
    Val.Obj library = natives().addSuper(NOWHERE, new Std().Std());
    var interpreter = new MeteredInterpreter(none(), none(), Importer.empty(), library, meter);
    if (interpreter.evaluate(TEXT, HERE) instanceof Right<sjsonnet.Error, Val> right) {
      return right.value().asObj().addSuper(NOWHERE, library);
    }
    throw new IllegalStateException("the library's own Jsonnet is broken");
  }

  static scala.collection.immutable.Map<String, String> none() {
    return scala.collection.immutable.Map$.MODULE$.empty();
  }

  private static Val.Obj natives() {
    List<Tuple2<String, Val$Obj$Member>> members =
        List.of(
            text("md5", text -> digest("MD5", text)),
            text("sha1", text -> digest("SHA-1", text)),
            text("sha256", text -> digest("SHA-256", text)),
            text("sha512", text -> digest("SHA-512", text)),
            text("sha3", text -> digest("SHA3-512", text)),
            text("__jsonOfYaml", Library::jsonOfYaml),
            value("__order", (x, position) -> Order.indices(x.asArr(), position)),
            value("char", (x, position) -> new Val.Str(position, character(x.asDouble()))),
            value("stringChars", (x, position) -> characters(x.asString(), position)),
            number("exponent", (x, _) -> x == 0 ? 0 : Math.getExponent(x) + 1),
            number("mantissa", (x, _) -> x == 0 ? 0 : Math.scalb(x, -Math.getExponent(x) - 1)),
            number("log2", (x, _) -> log2(x)),
            number("log10", (x, _) -> Math.log10(x)),
            numbers("atan2", Math::atan2),
            numbers("hypot", Math::hypot));
    return Val.Obj$.MODULE$.mk(NOWHERE, CollectionConverters.asScala(members).toSeq());
  }

  private static Tuple2<String, Val$Obj$Member> text(String name, UnaryOperator<String> function) {
    return value(name, (x, position) -> new Val.Str(position, function.apply(x.asString())));
  }

  private static Tuple2<String, Val$Obj$Member> value(
      String name, BiFunction<Val, Position, Val> function) {
    return hidden(
        name,
        new Val.Builtin1("x", null) {
          @Override
          public Val evalRhs(Val x, EvalScope scope, Position position) {
            return function.apply(x, position);
          }
        });
  }

  private static Tuple2<String, Val$Obj$Member> number(String name, DoubleBinaryOperator function) {
    return hidden(
        name,
        new Val.Builtin1("x", null) {
          @Override
          public Val evalRhs(Val x, EvalScope scope, Position position) {
            return new Val.Num(position, function.applyAsDouble(x.asDouble(), 0));
          }
        });
  }

  private static Tuple2<String, Val$Obj$Member> numbers(
      String name, DoubleBinaryOperator function) {
    return hidden(
        name,
        new Val.Builtin2("a", "b", null) {
          @Override
          public Val evalRhs(Val a, Val b, EvalScope scope, Position position) {
            return new Val.Num(position, function.applyAsDouble(a.asDouble(), b.asDouble()));
          }
        });
  }

  private static Tuple2<String, Val$Obj$Member> hidden(String name, Val value) {
    return new Tuple2<>(
        name, new Val$Obj$ConstMember(false, Expr$Member$Visibility$Hidden$.MODULE$, value, true));
  }

  private static String character(double codePoint) {
    if (codePoint < 0 || codePoint > Character.MAX_CODE_POINT) {
      throw new IllegalArgumentException("std.char has no character " + codePoint);
    }
    return Character.toString((int) codePoint);
  }

  /** Whole ones: half of a pair is no text. */
  private static Val characters(String text, Position position) {
    return new Val.Arr(
        position,
        text.codePoints()
            .mapToObj(c -> new Val.Str(position, Character.toString(c)))
            .toArray(Lazy[]::new));
  }

  /** Exact at the powers of two, which a quotient of logarithms is not. */
  private static double log2(double x) {
    int exponent = Math.getExponent(x);
    return x == Math.scalb(1.0, exponent) ? exponent : Math.log(x) / Math.log(2);
  }

  private static String digest(String algorithm, String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has " + algorithm, e);
    }
  }

  /** One document as it is, several as an array, as go-jsonnet reads a stream. */
  private static String jsonOfYaml(String yaml) {
    List<@Nullable Object> documents;
    try {
      documents = Yaml.documents(yaml).stream().<@Nullable Object>map(Yaml.Document::tree).toList();
    } catch (CodecException e) {
      throw new IllegalArgumentException("std.parseYaml: " + e.located(), e);
    }
    boolean stream = documents.size() > 1 || yaml.startsWith("---\n");
    Object tree = stream ? documents : documents.isEmpty() ? null : documents.getFirst();
    String wrapped = Json.text(Map.of("value", tree == null ? List.of() : tree));
    return tree == null ? "null" : wrapped.substring("{\"value\":".length(), wrapped.length() - 1);
  }

  private static String text() {
    try (InputStream in = Library.class.getResourceAsStream(NAME)) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

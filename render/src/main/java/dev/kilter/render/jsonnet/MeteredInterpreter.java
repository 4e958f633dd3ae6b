package dev.kilter.render.jsonnet;

import org.jspecify.annotations.Nullable;
import scala.Function1;
import scala.Option;
import scala.collection.immutable.Map;
import scala.runtime.BoxedUnit;
import sjsonnet.CachedResolver;
import sjsonnet.DefaultParseCache;
import sjsonnet.Evaluator;
import sjsonnet.Expr;
import sjsonnet.Importer;
import sjsonnet.Interpreter;
import sjsonnet.Lazy;
import sjsonnet.Path;
import sjsonnet.Settings;
import sjsonnet.Val;

/** sjsonnet's interpreter, whose every step is counted, with the slices of today's Jsonnet. */
final class MeteredInterpreter extends Interpreter {
  private static final Settings SETTINGS = new Settings(false, false, false, false, false, false);

  private final Meter meter;

  MeteredInterpreter(
      Map<String, String> externals,
      Map<String, String> arguments,
      Importer importer,
      Val.Obj library,
      Meter meter) {
    super(
        externals,
        arguments,
        new TreePath(""),
        importer,
        new DefaultParseCache(),
        SETTINGS,
        _ -> BoxedUnit.UNIT,
        _ -> BoxedUnit.UNIT,
        library);
    this.meter = meter;
  }

  /** Asked for by the constructor above, when the meter is not known yet. */
  @Override
  public Evaluator createEvaluator(
      CachedResolver resolver,
      Function1<String, Option<Expr>> externals,
      Path folder,
      Settings settings,
      Function1<sjsonnet.Error, BoxedUnit> warn) {
    return new Metered(resolver, externals, folder, settings, warn);
  }

  private final class Metered extends Evaluator {
    private Metered(
        CachedResolver resolver,
        Function1<String, Option<Expr>> externals,
        Path folder,
        Settings settings,
        Function1<sjsonnet.Error, BoxedUnit> warn) {
      super(resolver, externals, folder, settings, warn);
    }

    @Override
    public Val visitExpr(Expr expression, Lazy[] scope) {
      meter.step();
      return expression instanceof Expr.Slice slice
          ? slice(slice, scope)
          : super.visitExpr(expression, scope);
    }

    private Val slice(Expr.Slice slice, Lazy[] scope) {
      return Slice.of(
          visitExpr(slice.value(), scope),
          bound(slice.start(), scope),
          bound(slice.end(), scope),
          bound(slice.stride(), scope),
          slice.pos());
    }

    private @Nullable Val bound(Option<Expr> bound, Lazy[] scope) {
      return bound.isEmpty() ? null : visitExpr(bound.get(), scope);
    }
  }
}

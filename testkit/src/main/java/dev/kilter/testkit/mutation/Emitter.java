package dev.kilter.testkit.mutation;

import static java.lang.constant.ConstantDescs.CD_Object;
import static java.lang.constant.ConstantDescs.CD_String;
import static java.lang.constant.ConstantDescs.CD_boolean;

import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Writes a value of a wanted type where an answer is expected. */
final class Emitter {
  private static final Set<ClassDesc> OF =
      Set.of(desc(List.class), desc(Set.class), desc(Map.class));
  private static final Set<ClassDesc> EMPTY = Set.of(desc(Optional.class), desc(Stream.class));
  private static final Map<ClassDesc, String> CONSTANTS =
      Map.of(desc(Duration.class), "ZERO", desc(Instant.class), "MIN");

  private final CodeBuilder code;
  private final List<ClassDesc> arguments;

  /** {@code arguments} are the types of what {@link Value.Argument} counts. */
  Emitter(CodeBuilder code, List<ClassDesc> arguments) {
    this.code = code;
    this.arguments = arguments;
  }

  /** Slots hold the arguments, in their order. */
  void emit(Value value, ClassDesc wanted, List<Integer> slots) {
    switch (value) {
      case Value.Flag(var flag) -> {
        require(wanted.equals(CD_boolean), value, wanted);
        code.loadConstant(flag ? 1 : 0);
      }
      case Value.Null() -> {
        require(!wanted.isPrimitive(), value, wanted);
        code.aconst_null();
      }
      case Value.Nothing() -> nothing(value, wanted);
      case Value.Argument(var index) -> {
        require(index < slots.size(), value, wanted);
        ClassDesc given = arguments.get(index);
        require(given.isPrimitive() ? given.equals(wanted) : !wanted.isPrimitive(), value, wanted);
        code.loadLocal(TypeKind.from(given), slots.get(index));
        if (!given.isPrimitive() && !given.equals(wanted)) {
          code.checkcast(wanted);
        }
      }
    }
  }

  private void nothing(Value value, ClassDesc wanted) {
    if (wanted.isPrimitive()) {
      zero(wanted);
    } else if (OF.contains(wanted)) {
      code.invokestatic(wanted, "of", MethodTypeDesc.of(wanted), true);
    } else if (EMPTY.contains(wanted)) {
      code.invokestatic(
          wanted, "empty", MethodTypeDesc.of(wanted), wanted.equals(desc(Stream.class)));
    } else if (CONSTANTS.containsKey(wanted)) {
      code.getstatic(wanted, CONSTANTS.get(wanted), wanted);
    } else {
      require(wanted.equals(CD_String) || wanted.equals(CD_Object), value, wanted);
      code.loadConstant("");
    }
  }

  private void zero(ClassDesc wanted) {
    switch (TypeKind.from(wanted)) {
      case LONG -> code.lconst_0();
      case DOUBLE -> code.dconst_0();
      case FLOAT -> code.fconst_0();
      case VOID -> {
        // a call for its effect leaves nothing behind
      }
      default -> code.iconst_0();
    }
  }

  private static void require(boolean fits, Value value, ClassDesc wanted) {
    if (!fits) {
      throw new IllegalArgumentException(value + " is no " + wanted.displayName());
    }
  }

  private static ClassDesc desc(Class<?> type) {
    return ClassDesc.of(type.getName());
  }
}

package dev.kilter.testkit.mutation;

import static java.util.stream.Collectors.joining;

import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeModel;
import java.lang.classfile.Label;
import java.lang.classfile.MethodModel;
import java.lang.classfile.Opcode;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.ExceptionCatch;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.classfile.instruction.TypeCheckInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * Cuts an edit into the bytes of a class, which loses the names of its local variables. What is not
 * found to be cut is an error, so that a list of mutants cannot outlive what it names.
 */
final class Surgery {
  private final ClassFile classFile;

  Surgery(ClassLoader sources) {
    classFile =
        ClassFile.of(
            ClassFile.DebugElementsOption.DROP_DEBUG,
            ClassFile.ClassHierarchyResolverOption.of(
                ClassHierarchyResolver.ofResourceParsing(sources)
                    .orElse(ClassHierarchyResolver.defaultResolver())));
  }

  byte[] cut(byte[] original, Mutant.Edit edit) {
    ClassModel model = classFile.parse(original);
    unique(model, edit.target());
    AtomicInteger cuts = new AtomicInteger();
    byte[] changed =
        switch (edit.change()) {
          case Change.Answers(var value) ->
              bodies(model, edit.target(), cuts, (code, method) -> answer(code, method, value));
          case Change.Swallows(var value) ->
              bodies(model, edit.target(), cuts, (code, method) -> swallow(code, method, value));
          case Change.Takes takes ->
              elements(model, edit.target(), (code, element) -> take(code, element, takes, cuts));
          case Change.NeverSees(var type) ->
              elements(model, edit.target(), (code, element) -> unsee(code, element, type, cuts));
          case Change.CatchesNothing() ->
              elements(model, edit.target(), (code, element) -> uncaught(code, element, cuts));
        };
    if (cuts.get() == 0) {
      throw new IllegalArgumentException(edit.target() + " has nothing of " + edit.change());
    }
    return changed;
  }

  private static void unique(ClassModel model, Target target) {
    List<MethodModel> found = model.methods().stream().filter(target::names).toList();
    if (found.size() != 1) {
      throw new IllegalArgumentException(
          (found.isEmpty() ? "there is no method " : "there are several methods ")
              + target
              + "; the class has "
              + model.methods().stream()
                  .map(it -> Target.spelled(it.methodName().stringValue(), it.methodTypeSymbol()))
                  .collect(joining("; ")));
    }
  }

  /** Writes another body. */
  private interface Body {
    void write(CodeBuilder code, MethodModel method);
  }

  private byte[] bodies(ClassModel model, Target target, AtomicInteger cuts, Body body) {
    Predicate<MethodModel> meant = target::names;
    return classFile.transformClass(
        model,
        ClassTransform.transformingMethods(
            meant,
            (builder, element) -> {
              if (element instanceof CodeModel code) {
                cuts.incrementAndGet();
                builder.withCode(to -> body.write(to, code.parent().orElseThrow()));
              } else {
                builder.with(element);
              }
            }));
  }

  private static void answer(CodeBuilder code, MethodModel method, Value value) {
    List<ClassDesc> types = arguments(method);
    ClassDesc answer = method.methodTypeSymbol().returnType();
    new Emitter(code, types).emit(value, answer, slots(types));
    code.return_(TypeKind.from(answer));
  }

  private static void swallow(CodeBuilder code, MethodModel method, Value value) {
    Label start = code.newBoundLabel();
    method.code().orElseThrow().forEach(code::with);
    Label end = code.newBoundLabel();
    code.pop();
    answer(code, method, value);
    code.exceptionCatchAll(start, end, end);
  }

  /** Copies an element of a body, or writes something in its place. */
  private interface Element {
    void write(CodeBuilder code, CodeElement element);
  }

  private byte[] elements(ClassModel model, Target target, Element change) {
    return classFile.transformClass(
        model, ClassTransform.transformingMethodBodies(target::encloses, change::write));
  }

  private static void take(
      CodeBuilder code, CodeElement element, Change.Takes takes, AtomicInteger cuts) {
    if (!(element instanceof InvokeInstruction call)
        || !named(call.owner().asSymbol(), takes.owner())
        || !new Target(takes.owner(), takes.callee())
            .names(call.name().stringValue(), call.typeSymbol())) {
      code.with(element);
      return;
    }
    cuts.incrementAndGet();
    MethodTypeDesc signature = call.typeSymbol();
    List<ClassDesc> types = new ArrayList<>(signature.parameterList());
    if (call.opcode() != Opcode.INVOKESTATIC) {
      types.addFirst(call.owner().asSymbol());
    }
    List<Integer> slots = new ArrayList<>();
    for (ClassDesc type : types.reversed()) {
      int slot = code.allocateLocal(TypeKind.from(type));
      code.storeLocal(TypeKind.from(type), slot);
      slots.add(slot);
    }
    Collections.reverse(slots);
    new Emitter(code, types).emit(takes.value(), signature.returnType(), slots);
  }

  private static void unsee(
      CodeBuilder code, CodeElement element, String type, AtomicInteger cuts) {
    if (element instanceof TypeCheckInstruction check
        && check.opcode() == Opcode.INSTANCEOF
        && named(check.type().asSymbol(), type)) {
      cuts.incrementAndGet();
      code.pop();
      code.iconst_0();
    } else {
      code.with(element);
    }
  }

  private static void uncaught(CodeBuilder code, CodeElement element, AtomicInteger cuts) {
    if (element instanceof ExceptionCatch) {
      cuts.incrementAndGet();
    } else {
      code.with(element);
    }
  }

  private static boolean named(ClassDesc type, String binaryName) {
    return type.isClassOrInterface() && type.equals(ClassDesc.of(binaryName));
  }

  private static List<ClassDesc> arguments(MethodModel method) {
    List<ClassDesc> types = new ArrayList<>(method.methodTypeSymbol().parameterList());
    if (!method.flags().has(java.lang.reflect.AccessFlag.STATIC)) {
      types.addFirst(method.parent().orElseThrow().thisClass().asSymbol());
    }
    return types;
  }

  private static List<Integer> slots(List<ClassDesc> types) {
    List<Integer> slots = new ArrayList<>();
    int next = 0;
    for (ClassDesc type : types) {
      slots.add(next);
      next += TypeKind.from(type).slotSize();
    }
    return slots;
  }
}

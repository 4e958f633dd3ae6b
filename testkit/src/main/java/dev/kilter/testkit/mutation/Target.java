package dev.kilter.testkit.mutation;

import static java.util.stream.Collectors.joining;

import java.lang.classfile.MethodModel;
import java.lang.constant.ClassDesc;
import java.lang.constant.MethodTypeDesc;

/**
 * A method of the product.
 *
 * @param type binary name of its class
 * @param method its name; where that is overloaded, with the simple names of the parameter types:
 *     {@code prove(Manifest, Claim)}
 */
public record Target(String type, String method) {

  public static Target in(Class<?> type, String method) {
    return in(type.getName(), method);
  }

  public static Target in(String type, String method) {
    return new Target(type, method);
  }

  /** To answer something else than it would. */
  public Mutant.Edit answers(Value value) {
    return new Mutant.Edit(this, new Change.Answers(value));
  }

  /** To answer instead of throwing. */
  public Mutant.Edit swallows(Value value) {
    return new Mutant.Edit(this, new Change.Swallows(value));
  }

  /** To take something else for the answer of each call of {@code owner.callee}. */
  public Mutant.Edit takes(Value value, Class<?> owner, String callee) {
    return takes(value, owner.getName(), callee);
  }

  public Mutant.Edit takes(Value value, String owner, String callee) {
    return new Mutant.Edit(this, new Change.Takes(value, owner, callee));
  }

  /** Never to find anything to be an instance of the type. */
  public Mutant.Edit neverSees(String seen) {
    return new Mutant.Edit(this, new Change.NeverSees(seen));
  }

  /** To let through whatever is thrown in it. */
  public Mutant.Edit catchesNothing() {
    return new Mutant.Edit(this, new Change.CatchesNothing());
  }

  boolean names(MethodModel found) {
    return names(found.methodName().stringValue(), found.methodTypeSymbol());
  }

  boolean names(String name, MethodTypeDesc signature) {
    return method.equals(name) || method.equals(spelled(name, signature));
  }

  /** A lambda in the method is part of it. */
  boolean encloses(MethodModel found) {
    String simple = method.contains("(") ? method.substring(0, method.indexOf('(')) : method;
    return names(found)
        || found.methodName().stringValue().matches("lambda\\$" + simple + "\\$\\d+");
  }

  static String spelled(String name, MethodTypeDesc signature) {
    return signature.parameterList().stream()
        .map(Target::simple)
        .collect(joining(", ", name + "(", ")"));
  }

  private static String simple(ClassDesc type) {
    String name = type.displayName();
    return name.substring(name.lastIndexOf('$') + 1);
  }

  @Override
  public String toString() {
    return type.substring(type.lastIndexOf('.') + 1).replace('$', '.') + "." + method;
  }
}

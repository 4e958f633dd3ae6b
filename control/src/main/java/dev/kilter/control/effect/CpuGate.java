package dev.kilter.control.effect;

import java.util.function.Supplier;

/** Bounds how much work computes at the same time; waiting for others is not part of it. */
public interface CpuGate {
  CpuGate OPEN =
      new CpuGate() {
        @Override
        public <T> T through(Supplier<T> work) {
          return work.get();
        }
      };

  <T> T through(Supplier<T> work);
}

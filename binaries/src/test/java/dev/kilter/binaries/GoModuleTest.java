package dev.kilter.binaries;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kilter.binaries.GoModule.Command;
import dev.kilter.binaries.GoModule.Pin;
import java.util.List;
import org.junit.jupiter.api.Test;

class GoModuleTest {
  @Test
  void namesItsCommandsAsToolsAndPinsWhatItMust() {
    GoModule module =
        new GoModule(
            "shop.example/tills",
            "v1.2.3",
            List.of(
                new Command("till", "shop.example/tills/cmd/till", "a minute"),
                new Command("scale", "shop.example/tills/cmd/scale", "a minute")),
            List.of(new Pin("shop.example/api", "v0.2.3"), new Pin("shop.example/net", "v0.2.3")),
            "");
    assertThat(module.goMod())
        .isEqualTo(
            """
            module programs.kilter.dev

            go 1.26

            tool (
            \tshop.example/tills/cmd/till
            \tshop.example/tills/cmd/scale
            )

            require shop.example/tills v1.2.3

            replace (
            \tshop.example/api => shop.example/api v0.2.3
            \tshop.example/net => shop.example/net v0.2.3
            )
            """);
  }

  @Test
  void asksForAToolAsItIs() {
    assertThat(RenderTools.kustomize().modules().getFirst().goMod())
        .isEqualTo(
            """
            module programs.kilter.dev

            go 1.26

            tool (
            \tsigs.k8s.io/kustomize/kustomize/v5
            )

            require sigs.k8s.io/kustomize/kustomize/v5 v5.8.1
            """);
  }
}

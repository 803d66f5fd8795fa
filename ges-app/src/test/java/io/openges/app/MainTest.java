package io.openges.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class MainTest {

  @Test
  void aBadValueEndsTheStartWithCodeTwoAndItsName() {
    var err = new StringWriter();
    var command = new CommandLine(new Main()).setErr(new PrintWriter(err));

    int code = command.execute("--set", "GES_LEASE_SECONDS=31", "--set", "LOG_LEVEL=LOUD");

    assertThat(code).isEqualTo(2);
    assertThat(err.toString())
        .contains("GES_LEASE_SECONDS must be a whole number from 5 to 30, not \"31\"")
        .contains("LOG_LEVEL must be one of");
  }
}

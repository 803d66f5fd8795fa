package io.openges.adapter.ors.stream;

import io.openges.adapter.ors.redis.RedisProcess;
import org.junit.jupiter.api.AfterAll;

class StandaloneContractIT extends StreamContract {

  private static final String STREAM = "NewCallbackStream";
  private static final RedisProcess SERVER = RedisProcess.start();
  private static final StreamCallSubmission SUBMISSION =
      new StreamCallSubmission(Examples.config(SERVER.port(), false, STREAM, 0));

  StandaloneContractIT() {
    super(SUBMISSION, STREAM, SERVER.client());
  }

  @AfterAll
  static void stop() {
    SUBMISSION.close();
    SERVER.close();
  }
}

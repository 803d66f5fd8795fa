package io.openges.app.installation;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/**
 * Tests that count what must never be lost, doubled or oversold. Tests of real servers are run once
 * more if they fail, since a busy machine is late at times; a count that was wrong once fails the
 * build whatever it is the second time.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NoSecondChance.Memory.class)
public @interface NoSecondChance {

  /** Remembers, as long as the JVM lives, which tests found a wrong count. Thread-safe. */
  final class Memory implements BeforeEachCallback, TestExecutionExceptionHandler {

    private static final Set<String> WRONG = ConcurrentHashMap.newKeySet();

    @Override
    public void handleTestExecutionException(ExtensionContext test, Throwable failure)
        throws Throwable {
      if (isWrongCount(failure)) {
        WRONG.add(test.getUniqueId());
      }
      throw failure;
    }

    @Override
    public void beforeEach(ExtensionContext test) {
      if (WRONG.contains(test.getUniqueId())) {
        throw new AssertionError("it was wrong once; see its first failure");
      }
    }

    /** An assertion of the test's own, and none that something came too late or not at all. */
    private static boolean isWrongCount(Throwable failure) {
      return failure instanceof AssertionError
          && !(failure instanceof Eventually.TooLate)
          && failure.getCause() == null;
    }
  }
}

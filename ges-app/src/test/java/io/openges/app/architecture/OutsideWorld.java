package io.openges.app.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Set;

/** What the JDK offers and only some rooms of the house may use. */
final class OutsideWorld {

  private static final Set<String> FILES_AND_SOCKETS_PACKAGES = Set.of(
      "java.nio.file",
      "java.nio.channels",
      "java.net.http",
      "java.util.logging",
      "java.util.prefs");

  private static final Set<String> FILES_AND_SOCKETS_CLASSES = Set.of(
      "java.io.File",
      "java.io.FileInputStream",
      "java.io.FileOutputStream",
      "java.io.FileReader",
      "java.io.FileWriter",
      "java.io.RandomAccessFile",
      "java.lang.Process",
      "java.lang.ProcessBuilder",
      "java.lang.Runtime",
      "java.net.DatagramSocket",
      "java.net.InetAddress",
      "java.net.ServerSocket",
      "java.net.Socket",
      "java.net.URL",
      "java.net.URLConnection");

  private static final Set<String> RANDOM_CLASSES = Set.of(
      "java.security.SecureRandom",
      "java.util.Random",
      "java.util.SplittableRandom",
      "java.util.concurrent.ThreadLocalRandom");

  private static final Set<String> RANDOM_METHODS = Set.of(
      "java.lang.Math.random",
      "java.util.UUID.randomUUID",
      "java.util.random.RandomGenerator.getDefault",
      "java.util.random.RandomGenerator.of");

  private static final Set<String> CLOCK_METHODS = Set.of(
      "java.lang.System.currentTimeMillis",
      "java.lang.System.nanoTime",
      "java.time.InstantSource.system",
      "java.time.ZoneId.systemDefault",
      "java.util.TimeZone.getDefault");

  static final DescribedPredicate<JavaClass> FILES_AND_SOCKETS = DescribedPredicate.describe(
      "are files, sockets, processes or logs",
      type -> FILES_AND_SOCKETS_PACKAGES.contains(type.getPackageName())
          || FILES_AND_SOCKETS_CLASSES.contains(type.getName()));

  static final DescribedPredicate<JavaAccess<?>> SYSTEM_CLOCK = DescribedPredicate.describe(
      "it is the system's clock or zone", access -> isSystemClock(access.getTarget()));

  static final DescribedPredicate<JavaAccess<?>> RANDOM_SOURCE = DescribedPredicate.describe(
      "it is a random source",
      access -> RANDOM_METHODS.contains(name(access.getTarget()))
          || RANDOM_CLASSES.contains(access.getTargetOwner().getName()));

  private OutsideWorld() {}

  // A clock that was handed in is no system clock: now(Clock) is allowed, now() and now(ZoneId) are
  // not.
  private static boolean isSystemClock(AccessTarget target) {
    String owner = target.getOwner().getName();
    return CLOCK_METHODS.contains(name(target))
        || (owner.startsWith("java.time.")
            && target.getName().equals("now")
            && !takesAClock(target))
        || (owner.equals("java.time.Clock") && target.getName().startsWith("system"));
  }

  private static boolean takesAClock(AccessTarget target) {
    return target instanceof AccessTarget.CodeUnitCallTarget call
        && call.getRawParameterTypes().stream()
            .anyMatch(type -> type.getName().equals("java.time.Clock"));
  }

  private static String name(AccessTarget target) {
    return target.getOwner().getName() + "." + target.getName();
  }
}

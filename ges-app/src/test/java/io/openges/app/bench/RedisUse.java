package io.openges.app.bench;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import redis.clients.jedis.RedisClient;

/**
 * What a Redis had done by some moment. Immutable and thread-safe.
 *
 * @param calls how often each command ran, those inside of scripts included
 * @param bytes memory in use
 */
record RedisUse(Map<String, Long> calls, long bytes) {

  /** Commands of the simulated platform and of this program, not of GES. */
  private static final Set<String> NOT_OURS =
      Set.of("xreadgroup", "xack", "xgroup|create", "info", "dbsize");

  /** What scripts are called by. */
  private static final Set<String> SCRIPTS = Set.of("eval", "evalsha");

  /** Reads what has been done so far. */
  static RedisUse of(RedisClient redis) {
    Map<String, Long> calls = new HashMap<>();
    redis
        .info("commandstats")
        .lines()
        .filter(line -> line.startsWith("cmdstat_"))
        .forEach(line -> {
          var name = line.substring("cmdstat_".length(), line.indexOf(':'));
          var count = line.substring(line.indexOf("calls=") + 6, line.indexOf(','));
          if (!NOT_OURS.contains(name)) {
            calls.put(name, Long.parseLong(count));
          }
        });
    long bytes = redis
        .info("memory")
        .lines()
        .filter(line -> line.startsWith("used_memory:"))
        .mapToLong(
            line -> Long.parseLong(line.substring("used_memory:".length()).strip()))
        .findFirst()
        .orElseThrow();
    return new RedisUse(calls, bytes);
  }

  /** Returns how many commands ran since {@code before}, 0 or more. */
  long callsSince(RedisUse before) {
    return calls.keySet().stream().mapToLong(name -> since(before, name)).sum();
  }

  /** Returns how many scripts were called since {@code before}, 0 or more. */
  long scriptsSince(RedisUse before) {
    return SCRIPTS.stream().mapToLong(name -> since(before, name)).sum();
  }

  /** Returns each command that ran since {@code before} with its number, names rising. */
  String sinceByCommand(RedisUse before) {
    return calls.keySet().stream()
        .filter(name -> since(before, name) > 0)
        .sorted()
        .map(name -> name + " " + since(before, name))
        .collect(Collectors.joining(", "));
  }

  private long since(RedisUse before, String name) {
    return calls.getOrDefault(name, 0L) - before.calls().getOrDefault(name, 0L);
  }
}

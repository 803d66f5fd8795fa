package io.openges.app.neighbours;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.params.XReadGroupParams;
import redis.clients.jedis.resps.StreamEntry;

/**
 * Reads the stream with a consumer group. What was read but not acknowledged is read again after a
 * restart. Safe for use by many threads at once.
 */
final class StreamReader implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(StreamReader.class);
  private static final String GROUP = "ors";
  private static final String CONSUMER = "simulated";
  private static final int BATCH = 200;
  private static final int CONNECT_MILLIS = 2_000;

  /** Short, because a reading thread notices only in between that this is closed. */
  private static final int BLOCK_MILLIS = 250;

  private static final int SOCKET_MILLIS = 10_000;
  private static final long PAUSE_MILLIS = 500;

  private final String stream;
  private final RedisClient redis;
  private final Consumer<StreamedCall> onCall;
  private final Thread thread = new Thread(this::loop, "sim-stream");
  private volatile boolean closed;

  StreamReader(PlatformOptions options, Consumer<StreamedCall> onCall) {
    this.stream = options.stream();
    this.onCall = onCall;
    var config = DefaultJedisClientConfig.builder()
        .connectionTimeoutMillis(CONNECT_MILLIS)
        .socketTimeoutMillis(SOCKET_MILLIS);
    if (options.redis().password() != null) {
      config.password(options.redis().password());
    }
    this.redis = RedisClient.builder()
        .hostAndPort(options.redis().host(), options.redis().port())
        .clientConfig(config.build())
        .build();
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Acknowledges an entry, whose session has ended; best effort. */
  void acknowledge(StreamedCall call) {
    if (closed) {
      return;
    }
    try {
      redis.xack(stream, GROUP, call.entryId());
    } catch (JedisException e) {
      LOG.debug("not acknowledged: {}", e.getMessage());
    }
  }

  @Override
  public void close() {
    closed = true;
    thread.interrupt();
    try {
      redis.close();
      thread.join(CONNECT_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void loop() {
    var from = new StreamEntryID(0, 0);
    boolean readsOld = true;
    while (!closed) {
      try {
        createGroup();
        while (!closed) {
          var entries = read(readsOld ? from : StreamEntryID.XREADGROUP_UNDELIVERED_ENTRY);
          entries.forEach(this::take);
          if (readsOld && entries.isEmpty()) {
            readsOld = false;
          } else if (readsOld) {
            from = entries.get(entries.size() - 1).getID();
          }
        }
      } catch (JedisException e) {
        pause(e);
      }
    }
  }

  private void createGroup() {
    try {
      redis.xgroupCreate(stream, GROUP, new StreamEntryID(0, 0), true);
    } catch (JedisException e) {
      if (e.getMessage() == null || !e.getMessage().startsWith("BUSYGROUP")) {
        throw e;
      }
    }
  }

  private List<StreamEntry> read(StreamEntryID from) {
    var answer = redis.xreadGroupAsMap(
        GROUP,
        CONSUMER,
        XReadGroupParams.xReadGroupParams().count(BATCH).block(BLOCK_MILLIS),
        Map.of(stream, from));
    return answer == null ? List.of() : answer.getOrDefault(stream, List.of());
  }

  private void take(StreamEntry entry) {
    // An entry that was deleted after it was read has no fields any more.
    var fields = entry.getFields() == null ? Map.<String, String>of() : entry.getFields();
    var call = StreamedCall.of(entry.getID(), fields);
    if (call.isPresent()) {
      onCall.accept(call.get());
    } else {
      LOG.warn("the stream entry {} is not usable", entry.getID());
      redis.xack(stream, GROUP, entry.getID());
    }
  }

  private void pause(JedisException e) {
    if (closed) {
      return;
    }
    LOG.debug("the stream cannot be read: {}", e.getMessage());
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}

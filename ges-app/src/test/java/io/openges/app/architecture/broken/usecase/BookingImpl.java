package io.openges.app.architecture.broken.usecase;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.zaxxer.hikari.HikariDataSource;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.javalin.Javalin;
import io.openges.app.architecture.broken.adapter.redis.RedisEverything;
import io.prometheus.client.Counter;
import java.sql.Connection;
import okhttp3.OkHttpClient;
import org.slf4j.Logger;
import redis.clients.jedis.UnifiedJedis;

/** Sees every technology, and closes a cycle with an adapter. */
public record BookingImpl(
    RedisEverything everything,
    JsonNode json,
    CircuitBreaker breaker,
    Javalin server,
    Counter counter,
    Connection connection,
    OkHttpClient client,
    HikariDataSource pool,
    Logger log,
    UnifiedJedis jedis,
    PhoneNumberUtil numbers) {}

package io.openges.adapter.gws.configuration;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.openges.adapter.gws.Genesys;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;

/** Scripts of all tenants in memory. Safe for use by many threads at once. */
final class ConfigurationStub {

  static final String PATH = "/configuration/v3/objects/scripts";

  private static final JsonMapper JSON = new JsonMapper();

  private final Map<Integer, Script> scripts = new ConcurrentSkipListMap<>();
  private final AtomicInteger last = new AtomicInteger(100);

  MockResponse answer(RecordedRequest request) {
    var tenant = requireNonNull(request.getHeaders().get("ccid"));
    return switch (request.getMethod()) {
      case "GET" -> list(tenant);
      case "POST" -> create(tenant, name(requireNonNull(request.getBody()).utf8()));
      default -> delete(tenant, request.getTarget().substring(PATH.length() + 1));
    };
  }

  void add(String tenant, String name) {
    scripts.put(last.incrementAndGet(), new Script(tenant, name));
  }

  private MockResponse list(String tenant) {
    var data = JSON.createObjectNode();
    var list = data.putObject("data").putArray("scripts");
    scripts.forEach((id, script) -> {
      if (script.tenant().equals(tenant)) {
        list.addObject().put("name", script.name()).put("DBID", id);
      }
    });
    return Genesys.json(200, data.toString());
  }

  private MockResponse create(String tenant, String name) {
    var script = new Script(tenant, name);
    if (scripts.containsValue(script)) {
      return Genesys.json(409, "{\"status\":{\"code\":1}}");
    }
    scripts.put(last.incrementAndGet(), script);
    return Genesys.json(200, "{\"status\":{\"code\":0},\"data\":{\"DBID\":" + last + "}}");
  }

  private MockResponse delete(String tenant, String id) {
    var found = scripts.get(Integer.valueOf(id));
    if (found == null || !found.tenant().equals(tenant)) {
      return Genesys.json(404, "{\"status\":{\"code\":2}}");
    }
    scripts.remove(Integer.valueOf(id));
    return Genesys.json(200, "{\"status\":{\"code\":0}}");
  }

  private static String name(String body) {
    try {
      return JSON.readTree(body).at("/data/name").asText();
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private record Script(String tenant, String name) {}
}

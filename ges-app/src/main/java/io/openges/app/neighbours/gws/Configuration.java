package io.openges.app.neighbours.gws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Genesys Configuration: people with their access groups and roles, and script objects. Everybody
 * who is let in may read all scripts of the own contact center. Safe for use by many threads at
 * once.
 */
final class Configuration {

  private static final String SCRIPTS = "scripts";

  private final Tokens tokens;
  private final Map<Integer, Script> scripts = new TreeMap<>();
  private int lastScript = 1_000;

  Configuration(Tokens tokens) {
    this.tokens = tokens;
  }

  GwsResponse answer(GwsRequest request) {
    var bearer = tokens.bearer(request);
    if (bearer.isEmpty()) {
      return GwsResponse.UNAUTHORIZED;
    }
    var person = Optional.ofNullable(bearer.get().person());
    var ccid = person.map(GwsPerson::ccid).orElse(request.ccid());
    if (ccid.isEmpty() || (!request.ccid().isEmpty() && !request.ccid().equals(ccid))) {
      return GwsResponse.failure(403, "not of this contact center");
    }
    if (request.is("GET", "v3", "objects", SCRIPTS)) {
      return list(ccid, request.query("name"));
    }
    if (person.isPresent()) {
      return rights(request, person.get());
    }
    if (request.is("POST", "v3", "objects", SCRIPTS)) {
      return create(ccid, request.body());
    }
    return request.is("DELETE", "v3", "objects", SCRIPTS, "*")
        ? delete(ccid, request.last())
        : GwsResponse.NOT_FOUND;
  }

  /** Returns the names of the scripts of a contact center, sorted. */
  synchronized List<String> scripts(String ccid) {
    return scripts.values().stream()
        .filter(script -> script.ccid().equals(ccid))
        .map(Script::name)
        .sorted()
        .toList();
  }

  /** Adds a script; false if there is one of this name. */
  synchronized boolean add(String ccid, String name) {
    var script = new Script(ccid, name);
    return !scripts.containsValue(script) && scripts.put(++lastScript, script) == null;
  }

  // People may ask about themselves only.
  private GwsResponse rights(GwsRequest request, GwsPerson person) {
    var dbid = Integer.toString(person.dbid());
    if (request.is("GET", "v3", "objects", "persons", dbid)) {
      var data = GwsResponse.JSON.createObjectNode().put("DBID", person.dbid());
      data.put("userName", person.name()).putArray("userProperties");
      return GwsResponse.data(data);
    }
    if (!request.query("personDbid").equals(dbid)) {
      return GwsResponse.failure(403, "not your own");
    }
    if (request.is("GET", "v3", "objects", "access-groups")) {
      return named("accessGroups", person.accessGroups());
    }
    return request.is("GET", "v3", "objects", "roles")
        ? named("roles", person.roles())
        : GwsResponse.NOT_FOUND;
  }

  private static GwsResponse named(String member, Collection<String> names) {
    var data = GwsResponse.JSON.createObjectNode();
    var list = data.putArray(member);
    names.forEach(name -> list.addObject().put("name", name));
    return GwsResponse.data(data);
  }

  private synchronized GwsResponse list(String ccid, String pattern) {
    var prefix = pattern.endsWith("*") ? pattern.substring(0, pattern.length() - 1) : pattern;
    ObjectNode data = GwsResponse.JSON.createObjectNode();
    var list = data.putArray(SCRIPTS);
    scripts.forEach((dbid, script) -> {
      if (script.ccid().equals(ccid) && script.name().startsWith(prefix)) {
        list.addObject().put("name", script.name()).put("DBID", dbid);
      }
    });
    return GwsResponse.data(data);
  }

  private synchronized GwsResponse create(String ccid, String body) {
    String name;
    try {
      name = GwsResponse.JSON.readTree(body).at("/data/name").asText("");
    } catch (JsonProcessingException malformed) {
      name = "";
    }
    if (name.isEmpty()) {
      return GwsResponse.failure(400, "a script needs a name");
    }
    return add(ccid, name)
        ? GwsResponse.data(GwsResponse.JSON.createObjectNode().put("DBID", lastScript))
        : GwsResponse.failure(409, "there is one of this name");
  }

  private synchronized GwsResponse delete(String ccid, String dbid) {
    int number = dbid.matches("[0-9]{1,9}") ? Integer.parseInt(dbid) : 0;
    var found = scripts.get(number);
    if (found == null || !found.ccid().equals(ccid)) {
      return GwsResponse.NOT_FOUND;
    }
    scripts.remove(number);
    return GwsResponse.done();
  }

  /** A script object. */
  private record Script(String ccid, String name) {}
}

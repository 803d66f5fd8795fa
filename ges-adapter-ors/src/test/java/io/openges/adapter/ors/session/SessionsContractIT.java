package io.openges.adapter.ors.session;

import io.openges.adapter.ors.http.Faults;
import io.openges.adapter.ors.http.PlatformClient;
import io.openges.adapter.ors.session.SessionConfig.Node;
import io.openges.domain.callback.Attempt;
import io.openges.domain.callback.CallbackKey;
import io.openges.ports.contract.CallSessionsContract;
import io.openges.ports.driven.dispatch.CallSessions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

class SessionsContractIT extends CallSessionsContract {

  private final MockWebServer server = new MockWebServer();
  private final PlatformClient client = new PlatformClient(System::nanoTime);
  private final Map<String, String> running = new ConcurrentHashMap<>();
  private final Map<String, List<String>> events = new ConcurrentHashMap<>();

  @BeforeEach
  void open() throws IOException {
    Faults.answer(server, this::answer);
    server.start();
  }

  @AfterEach
  void close() {
    client.close();
    server.close();
  }

  @Override
  protected CallSessions sessions() {
    var node = new Node("eu", server.getHostName(), server.getPort());
    return new HttpCallSessions(new SessionConfig(List.of(node), ""), client);
  }

  @Override
  protected Attempt.Session start(CallbackKey key, int attempt) {
    var id = UUID.randomUUID().toString();
    running.put(id, key.id() + "/" + attempt);
    events.put(id, new ArrayList<>());
    return new Attempt.Session(id, server.url("/").toString(), -1, null, null);
  }

  @Override
  protected void end(Attempt.Session session) {
    running.remove(session.id());
  }

  @Override
  protected List<String> events(Attempt.Session session) {
    return events.getOrDefault(session.id(), List.of());
  }

  @Override
  protected void silence() {
    server.close();
  }

  private MockResponse answer(RecordedRequest request) {
    var path = request.getUrl().pathSegments();
    if (request.getMethod().equals("POST")) {
      if (!running.containsKey(path.get(2))) {
        return new MockResponse.Builder().code(404).build();
      }
      events.getOrDefault(path.get(2), List.of()).add(path.get(4));
      return new MockResponse.Builder().code(204).build();
    }
    if (path.size() == 4) {
      return running.containsKey(path.get(2))
          ? Faults.json("{}")
          : new MockResponse.Builder().code(404).build();
    }
    var wanted = request.getUrl().queryParameter("callbackId")
        + "/"
        + request.getUrl().queryParameter("attempt");
    return Faults.json(running.containsValue(wanted) ? "{\"sessions\":[{}]}" : "{\"sessions\":[]}");
  }
}

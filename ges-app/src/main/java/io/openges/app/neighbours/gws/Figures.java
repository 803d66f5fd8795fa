package io.openges.app.neighbours.gws;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToIntFunction;

/** Genesys Statistics, which answers whoever has a token. Safe for use by many threads at once. */
final class Figures {

  private final ToIntFunction<String> figures;
  private final Tokens tokens;
  private final InstantSource clock = InstantSource.system();
  private final AtomicInteger asked = new AtomicInteger();

  Figures(GwsOptions options, Tokens tokens) {
    this.figures = options.figures();
    this.tokens = tokens;
  }

  /** Counts a question, whatever will be answered. */
  void count(GwsRequest request) {
    if (isQuestion(request)) {
      asked.incrementAndGet();
    }
  }

  /** Returns how many questions came. */
  int asked() {
    return asked.get();
  }

  GwsResponse answer(GwsRequest request) {
    if (!isQuestion(request)) {
      return GwsResponse.NOT_FOUND;
    }
    if (tokens.bearer(request).isEmpty()) {
      return GwsResponse.UNAUTHORIZED;
    }
    try {
      return answer(GwsResponse.JSON.readTree(request.body()).path("statistics"));
    } catch (JsonProcessingException malformed) {
      return GwsResponse.failure(400, "the body is no JSON");
    }
  }

  private GwsResponse answer(JsonNode questions) {
    if (!questions.isArray() || questions.isEmpty()) {
      return GwsResponse.failure(400, "statistics is missing");
    }
    var data = GwsResponse.JSON.createObjectNode();
    var list = data.putArray("statistics");
    for (var question : questions) {
      var object = question.path("objectId").asText("");
      if (object.isEmpty()) {
        return GwsResponse.failure(400, "no such object");
      }
      var one = list.addObject();
      for (var field : new String[] {"name", "objectId", "objectType", "statisticId"}) {
        one.put(field, question.path(field).asText(""));
      }
      one.put("timestamp", clock.millis()).put("value", figures.applyAsInt(object));
    }
    return GwsResponse.data(data);
  }

  private static boolean isQuestion(GwsRequest request) {
    return request.is("POST", "v3", "operations", "get-statistic-ex");
  }
}

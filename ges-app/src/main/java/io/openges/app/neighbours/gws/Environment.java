package io.openges.app.neighbours.gws;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Genesys Environment: contact centers, their API keys and settings. Immutable and thread-safe. */
final class Environment {

  private static final String CENTERS = "contact-centers";

  private final GwsOptions options;
  private final Tokens tokens;

  Environment(GwsOptions options, Tokens tokens) {
    this.options = options;
    this.tokens = tokens;
  }

  GwsResponse answer(GwsRequest request) {
    if (tokens.bearer(request).filter(bearer -> bearer.person() == null).isEmpty()) {
      return GwsResponse.UNAUTHORIZED;
    }
    if (request.is("GET", "v3", CENTERS)) {
      var all = GwsResponse.JSON.createArrayNode();
      options.contactCenters().forEach(center -> all.add(described(center)));
      return GwsResponse.data(all);
    }
    if (request.is("GET", "v3", CENTERS, "api-key", "*")) {
      return options.contactCenters().stream()
          .filter(center -> center.apiKeys().contains(request.last()))
          .findFirst()
          .map(center -> GwsResponse.data(described(center)))
          .orElse(GwsResponse.NOT_FOUND);
    }
    return request.is("GET", "v3", CENTERS, "*", "settings")
        ? settings(request.path().get(3))
        : GwsResponse.NOT_FOUND;
  }

  private GwsResponse settings(String ccid) {
    return options.contactCenters().stream()
        .filter(center -> center.ccid().equals(ccid))
        .findFirst()
        .map(center -> GwsResponse.data(GwsResponse.JSON
            .createObjectNode()
            .put("cors-origins", String.join(",", center.origins()))))
        .orElse(GwsResponse.NOT_FOUND);
  }

  private static ObjectNode described(ContactCenter center) {
    var data = GwsResponse.JSON.createObjectNode();
    data.put("contactCenterId", center.ccid()).put("environmentId", center.ccid());
    data.put("domain", "simulated").putObject("auth");
    return data;
  }
}

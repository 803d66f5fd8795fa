package io.openges.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StartPageTest {

  private static final URI PAGE = URI.create("/ges/ui/");
  private static final Pattern LINK = Pattern.compile("href=\"([^\"]*)\"");

  private final TestNode node = TestNode.start();

  @AfterEach
  void stop() {
    node.close();
  }

  private static List<String> links(Http listener) {
    List<String> links = new ArrayList<>();
    var matcher = LINK.matcher(listener.get(PAGE.toString()).body());
    while (matcher.find()) {
      links.add(PAGE.resolve(matcher.group(1)).toString());
    }
    return links;
  }

  @Test
  void everyLinkLeadsSomewhereOnItsOwnListener() {
    for (var listener : List.of(node.external(), node.internal())) {
      assertThat(links(listener))
          .isNotEmpty()
          .allSatisfy(link -> assertThat(listener.get(link).status()).as(link).isEqualTo(200));
    }
  }

  @Test
  void onlyTheInternalPageKnowsTheInternalNetwork() {
    assertThat(links(node.internal())).contains("/ges/v1/openapi.json", "/metrics");
    assertThat(links(node.external()))
        .containsExactlyInAnyOrder("/ges/ui/ges.css", "/ges/ui/api/openapi.json");
  }
}

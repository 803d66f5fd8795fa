package io.openges.adapter.ors.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.openges.domain.callback.Attempt;
import io.openges.domain.callback.Booking;
import io.openges.domain.callback.OfferDetails;
import io.openges.domain.callback.RoutingWish;
import io.openges.domain.callback.UserData;
import io.openges.domain.queue.WaitTime;
import io.openges.ports.driven.dispatch.CallSubmission.Submission;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StreamEntryTest {

  private final StreamEntry entry =
      new StreamEntry("http://ges.ges/", (tenant, queue) -> List.of("eu-1", "us-1"));

  @Test
  void anEntryHasTheFieldsOfTheContractInTheirOrder() {
    var fields = entry.fields(Examples.rich());

    fields.remove("data");
    assertThat(fields)
        .containsExactly(
            entry("id", "0f3a5c52-0000-4000-8000-00000000000a"),
            entry("ccid", "11111111-2222-4333-8444-555555555555"),
            entry("service", "VQ Sales/é"),
            entry("attempt", "3"),
            entry("url", "http://ges.ges/"),
            entry("application", "CallbackApp"),
            entry("stream", "app-stream"),
            entry("phoneNumber", "01 23 45 67 89"),
            entry("desiredTime", "2031-03-04T09:30:00.000Z"),
            entry("priority", "7"),
            entry("routePoint", "RP_wish"));
  }

  @Test
  void theDataOfARichEntryIsWrittenInFull() {
    assertThat(entry.fields(Examples.rich()).get("data")).isEqualTo("""
            {"formatVersion":1,"id":"0f3a5c52-0000-4000-8000-00000000000a",\
            "ccid":"11111111-2222-4333-8444-555555555555","service":"VQ Sales/é",\
            "kind":"SCHEDULED","direction":"USERTERMINATED","origin":"API","attempt":3,\
            "updateUrl":"http://ges.ges/genesys/1/service/callback/VQ%20Sales%2F%C3%A9/\
            0f3a5c52-0000-4000-8000-00000000000a",\
            "storageUrl":"http://ges.ges/genesys/1/service/\
            0f3a5c52-0000-4000-8000-00000000000a/storage",\
            "callUrl":"http://ges.ges/ges/v1/tenants/11111111-2222-4333-8444-555555555555/\
            callbacks/0f3a5c52-0000-4000-8000-00000000000a",\
            "dialNumber":"901 23 45 67 89","desiredTime":"2031-03-04T09:30:00.000Z",\
            "requestedTime":"2031-03-04T09:30:00.000Z","createdAt":"2031-03-04T08:00:00.001Z",\
            "expiresAt":"2031-03-05T09:30:00.000Z","language":"fr-FR","channel":"WEB",\
            "cbOfferType":"SCHEDULED","offerTiming":"ON-HOURS","offerThreshold":90.5,\
            "inboundVQ":"VQ In","cbOriginationIxnId":"ixn-1","surveyRP":"SRP_wish",\
            "routePoint":"RP_wish","priority":7,"ewtAtOffer":125,"regions":["eu-1","us-1"],\
            "settingsVersion":42,"settings":{"callProgressDetection":true,\
            "callbackApplication":"CallbackApp","maxDialAttempts":3,\
            "throttleParameters":["phoneNumber"]},"userData":{"name":"Zoë","n":[1, 2.50]},\
            "pushAvailable":true,"storage":{"last":{"step": 2}},\
            "previousAttempts":[{"attempt":1,"result":"ENDED"},\
            {"attempt":2,"result":"NOT_STARTED"}]}""");
  }

  @Test
  void whatIsUnknownIsAbsent() throws JsonProcessingException {
    var fields = entry.fields(Examples.plain());

    assertThat(fields).containsEntry("priority", "").containsEntry("routePoint", "RP_row");
    assertThat(new ObjectMapper().readTree(fields.get("data")).fieldNames())
        .toIterable()
        .containsExactly(
            "formatVersion",
            "id",
            "ccid",
            "service",
            "kind",
            "direction",
            "origin",
            "attempt",
            "updateUrl",
            "storageUrl",
            "callUrl",
            "dialNumber",
            "desiredTime",
            "requestedTime",
            "createdAt",
            "expiresAt",
            "language",
            "channel",
            "cbOfferType",
            "routePoint",
            "regions",
            "settingsVersion",
            "settings",
            "userData",
            "pushAvailable",
            "storage",
            "previousAttempts");
  }

  @Test
  void onlyWhatTheRowListsIsOverridden() {
    var fields = entry.fields(wishing(Map.of("overridableOptions", List.of("priority"))));

    assertThat(fields).containsEntry("priority", "-1").containsEntry("routePoint", "RP_row");
    assertThat(fields.get("data")).doesNotContain("surveyRP");
  }

  @Test
  void theRowsRoutePointStandsWhereTheBookingHasNone() {
    var fields = entry.fields(wishing(Map.of("overridableOptions", List.of("surveyRP"))));

    assertThat(fields).containsEntry("priority", "").containsEntry("routePoint", "RP_row");
    assertThat(fields.get("data")).contains("\"surveyRP\":\"S\"");
  }

  private static Submission wishing(Map<String, Object> columns) {
    var details = new Booking.Details(
        OfferDetails.ASAP, new RoutingWish(-1, "R", "S"), List.of(), UserData.NONE);
    return new Submission(
        Examples.callback(Examples.KEY, details, Attempt.FIRST),
        Examples.settings(columns),
        WaitTime.UNAVAILABLE,
        Map.of());
  }
}

package io.openges.adapter.http.internal;

import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import io.openges.adapter.http.envelope.WireTime;
import io.openges.domain.queue.SettingsChanges;
import io.openges.domain.queue.SettingsTable;
import io.openges.ports.driving.queue.PublishSettings;
import io.openges.ports.driving.queue.PublishSettings.Outcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** What answers about publications look like (specification 10.1). Thread-safe. */
final class SettingsAnswers {

  private SettingsAnswers() {}

  static List<Complaint> complaints(List<SettingsTable.Problem> problems) {
    return problems.stream()
        .map(problem -> new Complaint(problem.path(), problem.message()))
        .toList();
  }

  /** The answer to a publication. */
  record Published(
      int version,
      int previousVersion,
      boolean applied,
      Diff diff,
      Impact impact,
      Proxies proxyObjects,
      List<Complaint> warnings) {

    static Published of(Outcome.Published done) {
      return new Published(
          done.version(),
          done.previousVersion(),
          done.applied(),
          Diff.of(done.changes()),
          Impact.of(done.impact()),
          new Proxies(done.changes().queues().added(), done.changes().queues().removed()),
          complaints(done.warnings()));
    }
  }

  /** What changed. */
  record Diff(Queues queues, Hours businessHours) {

    static Diff of(SettingsChanges changes) {
      var queues = changes.queues();
      var hours = changes.businessHours();
      return new Diff(
          new Queues(
              queues.added(),
              queues.removed(),
              queues.changed().entrySet().stream()
                  .map(row -> new Row(row.getKey(), row.getValue()))
                  .toList()),
          new Hours(hours.added(), hours.removed(), hours.changed().keySet()));
    }
  }

  /** Which rows. */
  record Queues(SortedSet<String> added, SortedSet<String> removed, List<Row> changed) {}

  /** Which columns of a row. */
  record Row(String queue, SortedSet<String> columns) {}

  /** Which business-hours objects. */
  record Hours(SortedSet<String> added, SortedSet<String> removed, Set<String> changed) {}

  /** Which callbacks no longer fit; the counts stand beside the samples. */
  record Impact(
      @JsonAnyGetter Map<String, Integer> counts, List<Sample> samples, boolean complete) {

    static Impact of(PublishSettings.Impact impact) {
      return new Impact(
          impact.counts().entrySet().stream()
              .collect(toMap(
                  count -> count.getKey().name(),
                  Map.Entry::getValue,
                  Integer::sum,
                  LinkedHashMap::new)),
          impact.samples().stream().map(Sample::of).toList(),
          impact.complete());
    }
  }

  /** One of them. */
  record Sample(String id, String service, String desiredTime, String problem) {

    static Sample of(PublishSettings.Sample sample) {
      return new Sample(
          sample.id().toString(),
          sample.queue().value(),
          WireTime.format(sample.desiredTime()),
          sample.problem().name());
    }
  }

  /**
   * The queues whose objects in Genesys Configuration come and go, where it is in use
   * (specification 10.4).
   */
  record Proxies(SortedSet<String> create, SortedSet<String> remove) {}

  /** A version with its content. */
  record Shown(
      int version, String publishedAt, @Nullable String publishedBy, Map<String, Object> content) {}

  /** The versions that are kept. */
  record Versions(List<Version> items) {}

  /** One of them. */
  record Version(int version, String publishedAt, @Nullable String publishedBy) {}

  /** All errors of a publication. */
  record Errors(List<Complaint> errors) {}

  /** One of them. */
  record Complaint(String path, String message) {}
}

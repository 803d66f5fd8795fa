package io.openges.usecase;

import io.openges.domain.booking.BookingPolicy;
import io.openges.domain.dispatch.DispatchRules;
import io.openges.ports.driving.callback.BookCallback;
import io.openges.ports.driving.dispatch.DispatchDue;
import io.openges.ports.driving.explain.Explain;
import io.openges.ports.driving.queue.QueueRulePorts;
import io.openges.usecase.callback.BookCallbackService;
import io.openges.usecase.callback.BookingDrafts;
import io.openges.usecase.callback.CancelCallbackService;
import io.openges.usecase.callback.ChangeCallbackService;
import io.openges.usecase.callback.Committed;
import io.openges.usecase.callback.ErasePersonalDataService;
import io.openges.usecase.callback.FindCallbackService;
import io.openges.usecase.callback.Guards;
import io.openges.usecase.callback.KeepSessionDataService;
import io.openges.usecase.callback.NumberSearch;
import io.openges.usecase.callback.Relocation;
import io.openges.usecase.callback.ReportSessionService;
import io.openges.usecase.callback.Snooze;
import io.openges.usecase.dispatch.DispatchDueService;
import io.openges.usecase.dispatch.HandOver;
import io.openges.usecase.dispatch.SessionCare;
import io.openges.usecase.dispatch.Upkeep;
import io.openges.usecase.explain.ExplainService;
import io.openges.usecase.explain.RefusedRequestsService;
import io.openges.usecase.explain.Whereabouts;
import io.openges.usecase.phone.NumberChecks;
import io.openges.usecase.publication.PublicationImpact;
import io.openges.usecase.publication.PublishSettingsService;
import io.openges.usecase.publication.QueueRemoval;
import io.openges.usecase.queue.AskQueueService;
import io.openges.usecase.queue.AssignRulesService;
import io.openges.usecase.queue.EstimateWaitService;
import io.openges.usecase.queue.KeepCapacityRulesService;
import io.openges.usecase.queue.KeepNumberRulesService;
import io.openges.usecase.queue.KeepRegionRulesService;
import io.openges.usecase.queue.Proposals;
import io.openges.usecase.queue.RulesDocuments;
import io.openges.usecase.queue.SettingsSnapshots;
import io.openges.usecase.throttle.Throttle;
import io.openges.usecase.throttle.TwinTurns;
import io.openges.usecase.throttle.WindowNames;

/** Puts the parts of {@link Ges} together that several services share. Not thread-safe. */
final class Assembly {
  private final Ges.Stores stores;
  private final Ges.Voice voice;
  private final Ges.Surroundings surroundings;
  private final Ges.Terms terms;
  private final Ges.Guards guards;
  private final SettingsSnapshots snapshots;
  private final DispatchRules rules;
  private final Proposals proposals;
  private final Committed committed;
  private final NumberChecks numbers;
  private final Throttle throttle;
  private final WindowNames names;

  Assembly(
      Ges.Stores stores,
      Ges.Voice voice,
      Ges.Guards guards,
      Ges.Surroundings surroundings,
      Ges.Terms terms,
      SettingsSnapshots snapshots) {
    this.stores = stores;
    this.voice = voice;
    this.surroundings = surroundings;
    this.terms = terms;
    this.guards = guards;
    this.snapshots = snapshots;
    this.rules = new DispatchRules(terms.dispatch());
    this.proposals = new Proposals(stores.upkept().occupancy(), terms.booking());
    this.numbers = new NumberChecks(terms.numbers().plan());
    this.committed = new Committed(stores.upkept().cache(), surroundings.wakeups());
    this.names = new WindowNames(stores.upkept().logs().hash());
    this.throttle = new Throttle(guards.throttle(), stores.queries(), terms.perTenant(), names);
  }

  BookCallback bookCallback() {
    return new BookCallbackService(
        stores.bookings(),
        stores.keys(),
        snapshots,
        voice.waitTimes(),
        new BookCallbackService.Judgement(
            new BookingPolicy(terms.booking()),
            proposals,
            new BookingDrafts(surroundings.ids(), rules),
            barriers(),
            surroundings.time()),
        committed);
  }

  private Guards barriers() {
    var turns = new TwinTurns(guards.throttle(), names, guards.pause(), guards.nanoTime());
    return new Guards(numbers, guards.captcha(), throttle, turns);
  }

  Ges.Questions questions() {
    var explain = explain();
    return new Ges.Questions(
        new AskQueueService(
            snapshots,
            stores.upkept().occupancy(),
            voice.waitTimes(),
            surroundings.time(),
            terms.booking()),
        new EstimateWaitService(snapshots, voice.waitTimes()),
        explain,
        new RefusedRequestsService(
            stores.upkept().logs().refused(),
            stores.upkept().occupancy(),
            explain,
            snapshots,
            surroundings.time(),
            surroundings.refusals()));
  }

  private Explain explain() {
    var upkept = stores.upkept();
    return new ExplainService(
        snapshots,
        upkept.occupancy(),
        voice.waitTimes(),
        stores.callbacks(),
        new Whereabouts(upkept.dispatch(), voice.submission(), voice.sessions(), rules),
        new ExplainService.Judgement(
            new BookingPolicy(terms.booking()), terms.booking(), barriers(), surroundings.time()));
  }

  Ges.Callbacks callbacks() {
    var time = surroundings.time();
    var snooze = new Snooze(snapshots, voice.waitTimes(), terms.booking(), rules, proposals);
    var relocation =
        new Relocation(snapshots, voice.waitTimes(), terms.booking(), rules, proposals);
    var search = new NumberSearch(snapshots, numbers);
    var logs = stores.upkept().logs();
    return new Ges.Callbacks(
        new FindCallbackService(
            stores.callbacks(), stores.queries(), stores.upkept().cache(), search),
        new CancelCallbackService(stores.callbacks(), time, committed),
        new ChangeCallbackService(
            stores.callbacks(),
            relocation,
            new ChangeCallbackService.Numbers(numbers, snapshots),
            time,
            committed),
        new ErasePersonalDataService(
            new ErasePersonalDataService.Stores(
                stores.callbacks(),
                stores.queries(),
                stores.sessionData(),
                stores.keys(),
                stores.upkept().callIns()),
            new ErasePersonalDataService.Trail(logs.audit(), logs.hash()),
            search,
            time,
            committed),
        new ReportSessionService(stores.callbacks(), snooze, time, committed),
        new KeepSessionDataService(stores.sessionData()));
  }

  Ges.Administration administration() {
    var published = stores.upkept().published();
    var time = surroundings.time();
    var notices = surroundings.notices();
    var rules = new RulesDocuments(published.rules(), snapshots, time, notices);
    var expressions = terms.numbers().expressions();
    return new Ges.Administration(
        new PublishSettingsService(
            published.settings(),
            snapshots,
            time,
            notices,
            new PublicationImpact(stores.queries(), snapshots),
            new QueueRemoval(
                published.settings(), stores.queries(), stores.callbacks(), time, committed)),
        new QueueRulePorts(
            new KeepCapacityRulesService(rules),
            new KeepRegionRulesService(rules, voice.regions()),
            new KeepNumberRulesService(
                rules,
                snapshots,
                new KeepNumberRulesService.Knowledge(terms.numbers().plan(), expressions)),
            new AssignRulesService(rules, snapshots, expressions)),
        stores.upkept().logs().audit()::list);
  }

  DispatchDue dispatchDue() {
    var upkept = stores.upkept();
    var handOver = new HandOver(
        upkept.dispatch(),
        stores.callbacks(),
        voice.submission(),
        voice.sessions(),
        rules,
        committed);
    var upkeep = new Upkeep(
        snapshots,
        voice.waitTimes(),
        new Upkeep.Stores(
            upkept.dispatch(),
            upkept.occupancy(),
            upkept.retention(),
            stores.sessionData(),
            upkept.cache(),
            new Upkeep.Logs(
                upkept.logs().refused(), upkept.logs().audit(), upkept.logs().auditFor())),
        handOver,
        terms.dispatch());
    var node =
        new DispatchDueService.Node(surroundings.node(), surroundings.time(), rules, numbers);
    var care = new SessionCare(upkept.dispatch(), voice.sessions(), handOver, node);
    return new DispatchDueService(
        upkept.dispatch(), snapshots, voice.waitTimes(), handOver, care, upkeep);
  }
}

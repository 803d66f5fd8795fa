package io.openges.ports.driving.queue;

/**
 * What keeps the rules that queues can have. All kinds share their versions: a change of one is a
 * new version of all. Immutable and thread-safe.
 *
 * @param capacity keeps capacity rules
 * @param regions keeps region rules
 * @param numbers keeps rules of permitted and blocked numbers
 * @param assign gives queues their rules
 */
public record QueueRulePorts(
    KeepCapacityRules capacity,
    KeepRegionRules regions,
    KeepNumberRules numbers,
    AssignRules assign) {}

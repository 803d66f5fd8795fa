package io.openges.app.wiring;

import io.openges.app.worker.Alarm;

/**
 * Tells this node that settings were published somewhere. Safe for use by many threads at once.
 *
 * @param alarm rings then
 */
record SettingsSignal(Alarm alarm) {}

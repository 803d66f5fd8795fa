package io.openges.app.wiring;

import io.openges.app.worker.Alarm;

/**
 * Rings when refused requests wait to be written. Immutable and thread-safe.
 *
 * @param alarm of the worker that writes them
 */
record RefusalSignal(Alarm alarm) {}

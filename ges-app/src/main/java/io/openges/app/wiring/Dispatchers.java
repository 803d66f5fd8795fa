package io.openges.app.wiring;

import io.openges.app.worker.Workers;

/** The workers that claim callbacks or keep claims; when they have ended, nobody needs them. */
record Dispatchers(Workers workers) {}

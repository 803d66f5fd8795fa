/**
 * A simulated voice platform: it reads the stream, runs a session per callback with agents that do
 * not exist, and reports over HTTP, as the real one would.
 */
@NullMarked
package io.openges.app.neighbours;

import org.jspecify.annotations.NullMarked;

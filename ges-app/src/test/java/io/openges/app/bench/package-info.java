/** Measurements, each beside a plain implementation of the same on the same machine. */
@NullMarked
package io.openges.app.bench;

import org.jspecify.annotations.NullMarked;

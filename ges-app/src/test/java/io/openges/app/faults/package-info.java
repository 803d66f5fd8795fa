/** Runs in which servers and processes break on purpose, and what was lost is counted. */
@NullMarked
package io.openges.app.faults;

import org.jspecify.annotations.NullMarked;

/** What a node counts and measures, and how it is written for Prometheus. */
@NullMarked
package io.openges.app.metrics;

import org.jspecify.annotations.NullMarked;

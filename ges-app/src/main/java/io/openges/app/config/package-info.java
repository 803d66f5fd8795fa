/** What an operator sets: read once at the start, checked as a whole, one record per concern. */
@NullMarked
package io.openges.app.config;

import org.jspecify.annotations.NullMarked;

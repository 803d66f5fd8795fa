/** Log lines: one JSON object each, or text for people, bounded in length and in number. */
@NullMarked
package io.openges.app.logging;

import org.jspecify.annotations.NullMarked;

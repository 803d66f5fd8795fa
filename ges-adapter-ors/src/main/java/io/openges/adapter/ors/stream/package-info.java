/** The ORS stream: every attempt becomes exactly one entry, behind a fence. */
@NullMarked
package io.openges.adapter.ors.stream;

import org.jspecify.annotations.NullMarked;

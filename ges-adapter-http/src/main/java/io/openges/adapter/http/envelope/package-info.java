/**
 * Status codes, the answer envelope and the strict reading of JSON: the one place that knows them.
 */
@NullMarked
package io.openges.adapter.http.envelope;

import org.jspecify.annotations.NullMarked;

/** The vendor's API v3 as customers' applications call it. */
@NullMarked
package io.openges.adapter.http.external;

import org.jspecify.annotations.NullMarked;

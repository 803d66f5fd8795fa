/** Clients of Google's services on the internet. */
@NullMarked
package io.openges.adapter.http.google;

import org.jspecify.annotations.NullMarked;

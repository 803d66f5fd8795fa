/** What the voice platform, Designer and the operators of the cluster call. */
@NullMarked
package io.openges.adapter.http.internal;

import org.jspecify.annotations.NullMarked;

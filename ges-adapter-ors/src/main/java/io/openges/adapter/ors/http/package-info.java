/** HTTP calls to servers of the voice platform, which may be slow, wrong or away. */
@NullMarked
package io.openges.adapter.ors.http;

import org.jspecify.annotations.NullMarked;

/** What both listeners do with every request: correlation, tenants, limits, deadlines, metrics. */
@NullMarked
package io.openges.adapter.http.listener;

import org.jspecify.annotations.NullMarked;

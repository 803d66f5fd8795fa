/** What GES needs to keep and find callbacks. */
@NullMarked
package io.openges.ports.driven.callback;

import org.jspecify.annotations.NullMarked;

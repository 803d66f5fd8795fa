/** What GES needs to hand callbacks to the voice platform. */
@NullMarked
package io.openges.ports.driven.dispatch;

import org.jspecify.annotations.NullMarked;

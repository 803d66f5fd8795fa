/** What GES needs to know about queues. */
@NullMarked
package io.openges.ports.driven.queue;

import org.jspecify.annotations.NullMarked;

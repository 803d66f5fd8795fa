/** Virtual queues as Designer publishes them, and what is known of their waiting times. */
@NullMarked
package io.openges.domain.queue;

import org.jspecify.annotations.NullMarked;

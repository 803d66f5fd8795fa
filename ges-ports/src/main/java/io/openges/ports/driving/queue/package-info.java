/** What can be asked about queues, and how their settings are published. */
@NullMarked
package io.openges.ports.driving.queue;

import org.jspecify.annotations.NullMarked;

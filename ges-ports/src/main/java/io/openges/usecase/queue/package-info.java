/** How queues are asked and their settings put in force. */
@NullMarked
package io.openges.usecase.queue;

import org.jspecify.annotations.NullMarked;

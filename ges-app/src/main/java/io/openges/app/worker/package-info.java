/** Background work: named threads with one life-cycle, back-off and a heartbeat. */
@NullMarked
package io.openges.app.worker;

import org.jspecify.annotations.NullMarked;

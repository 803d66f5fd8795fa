/** Sessions of the orchestration servers: asked for before a resubmission, told of revocations. */
@NullMarked
package io.openges.adapter.ors.session;

import org.jspecify.annotations.NullMarked;

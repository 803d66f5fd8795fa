/** What people did to a tenant's settings and callbacks, and who (specification 14.3). */
@NullMarked
package io.openges.domain.audit;

import org.jspecify.annotations.NullMarked;

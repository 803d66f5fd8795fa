/** What GES needs to know about tenants. */
@NullMarked
package io.openges.ports.driven.tenant;

import org.jspecify.annotations.NullMarked;

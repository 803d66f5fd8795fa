/** Knowing tenants by their keys without asking for each request. */
@NullMarked
package io.openges.usecase.tenant;

import org.jspecify.annotations.NullMarked;

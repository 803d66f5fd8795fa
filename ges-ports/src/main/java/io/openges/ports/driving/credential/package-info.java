/** What tenants entrust to this installation. */
@NullMarked
package io.openges.ports.driving.credential;

import org.jspecify.annotations.NullMarked;

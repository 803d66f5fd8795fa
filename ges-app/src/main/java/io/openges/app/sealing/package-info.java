/** How the secrets of tenants are sealed. */
@NullMarked
package io.openges.app.sealing;

import org.jspecify.annotations.NullMarked;

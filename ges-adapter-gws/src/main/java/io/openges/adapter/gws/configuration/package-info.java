/** Genesys Configuration: objects of the contact center's configuration, and people's rights. */
@NullMarked
package io.openges.adapter.gws.configuration;

import org.jspecify.annotations.NullMarked;

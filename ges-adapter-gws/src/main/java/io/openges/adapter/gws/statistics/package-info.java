/** Genesys Statistics: figures of the contact center. */
@NullMarked
package io.openges.adapter.gws.statistics;

import org.jspecify.annotations.NullMarked;

/** The assembler: driven ports in, driving ports out, without any container. */
@NullMarked
package io.openges.usecase;

import org.jspecify.annotations.NullMarked;

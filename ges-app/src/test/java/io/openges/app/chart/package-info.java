/** The Helm chart, rendered as Helm does it and read as Kubernetes and GES would. */
@NullMarked
package io.openges.app.chart;

import org.jspecify.annotations.NullMarked;

package io.openges.adapter.http.external;

import io.openges.ports.driving.callback.BookCallback;
import io.openges.ports.driving.callback.CancelCallback;
import io.openges.ports.driving.callback.ChangeCallback;
import io.openges.ports.driving.callback.FindCallback;
import io.openges.ports.driving.callback.KeepSessionData;
import io.openges.ports.driving.callback.ReportSession;

/**
 * The driving ports about callbacks. Immutable and thread-safe.
 *
 * @param book books
 * @param cancel cancels
 * @param change moves and edits
 * @param find looks up
 * @param report takes the sessions' reports
 * @param storage keeps what sessions keep
 */
public record CallbackPorts(
    BookCallback book,
    CancelCallback cancel,
    ChangeCallback change,
    FindCallback find,
    ReportSession report,
    KeepSessionData storage) {}

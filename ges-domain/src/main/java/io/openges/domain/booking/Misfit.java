package io.openges.domain.booking;

/** Why a booked callback no longer fits the settings (specification 10.1, impact). */
public enum Misfit {
  /** Its desired time is no longer within business hours. */
  OUT_OF_HOURS,
  /** Its slot takes fewer callbacks than are booked, and it is one of the last of them. */
  OVER_CAPACITY,
  /** Its queue is not in the table any more. */
  QUEUE_REMOVED,
  /** Its slot starts at another time. */
  GRID_CHANGED
}

package io.openges.domain.phone;

/** What kind of line a number belongs to, by its numbering plan. Immutable and thread-safe. */
public enum LineType {
  /** A fixed line. */
  FIXED_LINE,
  /** A mobile. */
  MOBILE,
  /** A fixed line or a mobile: the plan does not tell them apart. */
  FIXED_LINE_OR_MOBILE,
  /** Free for the caller. */
  TOLL_FREE,
  /** Costs the caller more than a call. */
  PREMIUM_RATE,
  /** The caller pays a part. */
  SHARED_COST,
  /** A telephone over the internet. */
  VOIP,
  /** Follows a person. */
  PERSONAL_NUMBER,
  /** A pager. */
  PAGER,
  /** A company's universal access number. */
  UAN,
  /** A voice mailbox. */
  VOICEMAIL,
  /** The plan has no such line, though a number may be so long. */
  UNKNOWN
}

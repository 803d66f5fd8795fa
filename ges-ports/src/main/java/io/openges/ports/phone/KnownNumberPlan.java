package io.openges.ports.phone;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.ValidationResult;
import com.google.i18n.phonenumbers.Phonenumber;
import io.openges.domain.phone.DialledNumber;
import io.openges.domain.phone.LineType;
import io.openges.domain.phone.NumberPlan;
import io.openges.domain.phone.NumberReading;

/**
 * The numbering plans that libphonenumber knows. Plans are loaded when a number of theirs is read
 * first, from the library's own archive, and kept; reading takes some microseconds then.
 *
 * <p>A number without its area code is impossible here, as it cannot be dialled from abroad. A text
 * with parameters ({@code ;phone-context=}) is unreadable: they would say something else than what
 * is dialled. Safe for use by many threads at once.
 */
public final class KnownNumberPlan implements NumberPlan {

  private static final NumberReading UNREADABLE = new NumberReading.Unreadable();
  private static final NumberReading IMPOSSIBLE = new NumberReading.Impossible(null);

  /** Stands for no country: texts with it must begin with a country code. */
  private static final String NOWHERE = "ZZ";

  /** Makes it; nothing is loaded yet. */
  public KnownNumberPlan() {}

  @Override
  public NumberReading read(DialledNumber number) {
    if (number.text().indexOf(';') >= 0) {
      return UNREADABLE;
    }
    if (!number.isInternational()) {
      var national = parse(number.text(), number.country());
      if (national instanceof Parsed parsed && Plans.ALL.isValidNumber(parsed.number())) {
        return judge(parsed.number());
      }
    }
    var parsing = parse(number.isInternational() ? number.text() : "+" + number.text(), NOWHERE);
    return parsing instanceof Parsed parsed ? judge(parsed.number()) : ((Failed) parsing).as();
  }

  private static Parsing parse(String text, String country) {
    try {
      return new Parsed(Plans.ALL.parse(text, country));
    } catch (NumberParseException e) {
      return new Failed(
          e.getErrorType() == NumberParseException.ErrorType.NOT_A_NUMBER
              ? UNREADABLE
              : IMPOSSIBLE);
    }
  }

  private static NumberReading judge(Phonenumber.PhoneNumber number) {
    var e164 = Plans.ALL.format(number, PhoneNumberFormat.E164);
    if (Plans.ALL.isPossibleNumberWithReason(number) != ValidationResult.IS_POSSIBLE) {
      return new NumberReading.Impossible(e164);
    }
    return new NumberReading.Possible(e164, Plans.ALL.getRegionCodeForNumber(number), type(number));
  }

  private static LineType type(Phonenumber.PhoneNumber number) {
    return switch (Plans.ALL.getNumberType(number)) {
      case FIXED_LINE -> LineType.FIXED_LINE;
      case MOBILE -> LineType.MOBILE;
      case FIXED_LINE_OR_MOBILE -> LineType.FIXED_LINE_OR_MOBILE;
      case TOLL_FREE -> LineType.TOLL_FREE;
      case PREMIUM_RATE -> LineType.PREMIUM_RATE;
      case SHARED_COST -> LineType.SHARED_COST;
      case VOIP -> LineType.VOIP;
      case PERSONAL_NUMBER -> LineType.PERSONAL_NUMBER;
      case PAGER -> LineType.PAGER;
      case UAN -> LineType.UAN;
      case VOICEMAIL -> LineType.VOICEMAIL;
      case UNKNOWN -> LineType.UNKNOWN;
    };
  }

  private sealed interface Parsing {}

  private record Parsed(Phonenumber.PhoneNumber number) implements Parsing {}

  private record Failed(NumberReading as) implements Parsing {}

  /** Made when the first number is read. */
  private static final class Plans {
    static final PhoneNumberUtil ALL = PhoneNumberUtil.getInstance();
  }
}

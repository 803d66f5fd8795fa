package io.openges.domain.callin;

import io.openges.domain.rule.RuleName;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Numbers that customers are shown to call (specification 16). Immutable and thread-safe.
 *
 * @param name 1 to 64 characters, unique within the tenant
 * @param numbers 1 to 100 different ones, each {@code +} and digits
 * @param expirySeconds how long a request counts, 30 to 3600
 * @param generateAccessCode whether customers get a code to type in
 * @param accessCodeLength digits of such a code, 5 to 9
 */
public record CallInGroup(
    String name,
    List<String> numbers,
    int expirySeconds,
    boolean generateAccessCode,
    int accessCodeLength) {

  /** Most numbers of a group. */
  public static final int MAX_NUMBERS = 100;

  /** How long a request counts unless the group says otherwise. */
  public static final int DEFAULT_EXPIRY_SECONDS = 300;

  /** Digits of a code unless the group says otherwise. */
  public static final int DEFAULT_CODE_LENGTH = 6;

  static final int MIN_EXPIRY_SECONDS = 30;
  static final int MAX_EXPIRY_SECONDS = 3600;
  static final int MIN_CODE_LENGTH = 5;
  static final int MAX_CODE_LENGTH = 9;

  private static final Pattern E164 = Pattern.compile("\\+[1-9][0-9]{1,14}");

  /**
   * Copies the list and checks everything.
   *
   * @throws IllegalArgumentException if a value is out of its range
   */
  public CallInGroup {
    RuleName.checked(name);
    numbers = List.copyOf(numbers);
    if (numbers.isEmpty() || numbers.size() > MAX_NUMBERS) {
      throw new IllegalArgumentException(numbers.size() + " numbers");
    }
    if (!numbers.stream().allMatch(CallInGroup::isNumber)
        || new HashSet<>(numbers).size() < numbers.size()) {
      throw new IllegalArgumentException("numbers of " + name);
    }
    if (expirySeconds < MIN_EXPIRY_SECONDS || expirySeconds > MAX_EXPIRY_SECONDS) {
      throw new IllegalArgumentException("expiry of " + expirySeconds + " seconds");
    }
    if (accessCodeLength < MIN_CODE_LENGTH || accessCodeLength > MAX_CODE_LENGTH) {
      throw new IllegalArgumentException("code of " + accessCodeLength + " digits");
    }
  }

  /** Says whether {@code text} is a number as E.164 has it: {@code +} and 2 to 15 digits. */
  static boolean isNumber(String text) {
    return E164.matcher(text).matches();
  }

  /** Returns how long a request counts. */
  public Duration expiry() {
    return Duration.ofSeconds(expirySeconds);
  }

  /** Returns the codes its requests may have, null if it makes none. */
  public @Nullable CodeSpace codes() {
    return generateAccessCode ? CodeSpace.ofLength(accessCodeLength) : null;
  }
}

-- Counts one booking in every log, or in none if one of them is full. A log is a list of the
-- times of the last bookings that were accepted, as many as its limit at most.
-- KEYS: the logs, and behind them the record of the twins if the booking can have any.
-- ARGV: now; 1 to count, 0 to look only; the life of that record; limit and window of each log.
-- Answers "+" and the times that were counted, or "-" and for each log how long it is full.
-- All times are milliseconds.
local now, take, logs = tonumber(ARGV[1]), ARGV[2] == '1', (#ARGV - 3) / 2
local twins = KEYS[logs + 1]
if twins then
  local counted = redis.call('HGET', twins, 'times')
  if counted then
    redis.call('HINCRBY', twins, 'bookings', 1)
    return '+' .. counted
  end
end
local times, waits, lengths, full = {}, {}, {}, false
for i = 1, logs do
  local log, limit, window = KEYS[i], tonumber(ARGV[2 * i + 2]), tonumber(ARGV[2 * i + 3])
  local length, at, wait = redis.call('LLEN', log), now, 0
  if length > 0 then
    -- whichever node's clock is ahead, time never runs backwards in a log
    at = math.max(now, tonumber(redis.call('LINDEX', log, -1)))
  end
  if length >= limit then
    -- the limit may have sunk: then only so many of the newest count
    local free = tonumber(redis.call('LINDEX', log, length - limit)) + window
    if free > at then
      wait = free - now
      full = true
    end
  end
  times[i] = string.format('%.0f', at)
  waits[i] = string.format('%.0f', wait)
  lengths[i] = length
end
if full or not take then
  return '-' .. table.concat(waits, ' ')
end
for i = 1, logs do
  local limit, window = tonumber(ARGV[2 * i + 2]), tonumber(ARGV[2 * i + 3])
  redis.call('RPUSH', KEYS[i], times[i])
  if lengths[i] >= limit then
    redis.call('LTRIM', KEYS[i], -limit, -1)
  end
  -- a minute more, for clocks that differ from this server's
  redis.call('PEXPIRE', KEYS[i], window + 60000)
end
local counted = table.concat(times, ' ')
if twins then
  redis.call('HSET', twins, 'times', counted, 'bookings', 1)
  redis.call('PEXPIRE', twins, ARGV[3])
end
return '+' .. counted

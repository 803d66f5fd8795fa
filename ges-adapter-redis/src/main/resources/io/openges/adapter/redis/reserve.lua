-- Counts one booking in every log, or in none if one of them is full. A log is a list of the
-- times of the last bookings that were accepted, as many as its limit at most.
-- KEYS: the logs, and behind them the record of the twins if the booking can have any.
-- ARGV: now; 1 to count, 0 to look only; how long twins meet; limit and window of each log.
-- The record says what the newest twins share and since when, and by what was counted how many
-- bookings share that; it lives as long as they meet, from the last of them on.
-- Answers "+" and the times that were counted, or "-" and for each log how long it is full.
-- All times are milliseconds.
local now, take, logs = tonumber(ARGV[1]), ARGV[2] == '1', (#ARGV - 3) / 2
local twins = KEYS[logs + 1]
if twins then
  local known = redis.call('HMGET', twins, 'times', 'since')
  if known[1] and now - tonumber(known[2]) < tonumber(ARGV[3]) then
    redis.call('HINCRBY', twins, known[1], 1)
    redis.call('PEXPIRE', twins, ARGV[3])
    return '+' .. known[1]
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
  redis.call('HSET', twins, 'times', counted, 'since', ARGV[1])
  redis.call('HINCRBY', twins, counted, 1)
  redis.call('PEXPIRE', twins, ARGV[3])
end
return '+' .. counted

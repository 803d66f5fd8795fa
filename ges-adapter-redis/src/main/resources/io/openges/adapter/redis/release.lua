-- Takes a booking out of every log again; what twins share goes with the last of them.
-- KEYS: the logs, and behind them the record of the twins if the booking can have any.
-- ARGV: the time that was counted in each log.
local twins = KEYS[#ARGV + 1]
if twins then
  local counted = table.concat(ARGV, ' ')
  if redis.call('HEXISTS', twins, counted) == 0
    or redis.call('HINCRBY', twins, counted, -1) > 0 then
    return 0
  end
  redis.call('HDEL', twins, counted)
  if redis.call('HGET', twins, 'times') == counted then
    redis.call('HDEL', twins, 'times', 'since')
  end
end
for i = 1, #ARGV do
  redis.call('LREM', KEYS[i], -1, ARGV[i])
end
return 1

-- Takes a booking out of every log again; what twins share goes with the last of them.
-- KEYS: the logs, and behind them the record of the twins if the booking can have any.
-- ARGV: the time that was counted in each log.
local twins = KEYS[#ARGV + 1]
if twins then
  if redis.call('EXISTS', twins) == 0 or redis.call('HINCRBY', twins, 'bookings', -1) > 0 then
    return 0
  end
  redis.call('DEL', twins)
end
for i = 1, #ARGV do
  redis.call('LREM', KEYS[i], -1, ARGV[i])
end
return 1

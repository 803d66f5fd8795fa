-- Writes the stream entry of one attempt unless the fence says that it was written or revoked.
-- KEYS: fence, stream. ARGV: life of the fence in milliseconds, length to trim the stream to
-- (0 = never), then the entry's fields and values.
-- Returns {1, id} if it wrote, {0, id} if the entry had been written before, nil if revoked.
local held = redis.call('GET', KEYS[1])
if held == 'revoked' then
  return false
end
if held then
  return {0, held}
end
local id
if ARGV[2] == '0' then
  id = redis.call('XADD', KEYS[2], '*', unpack(ARGV, 3))
else
  id = redis.call('XADD', KEYS[2], 'MAXLEN', '~', ARGV[2], '*', unpack(ARGV, 3))
end
redis.call('SET', KEYS[1], id, 'PX', ARGV[1])
return {1, id}

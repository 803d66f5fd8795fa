-- Tells what became of a stream entry; with a fence it revokes the attempt first, and deletes the
-- entry if nobody has read it, or in any case.
-- KEYS: stream, and the fence if the attempt is to be revoked. ARGV: id of the entry, empty to take
-- the one the fence remembers; life in milliseconds of a fence that did not exist; ALL to delete an
-- entry that was read, too.
-- Returns UNREAD, DELIVERED or GONE.
local id = ARGV[1]
if KEYS[2] then
  local held = redis.call('GET', KEYS[2])
  if not held then
    redis.call('SET', KEYS[2], 'revoked', 'PX', ARGV[2])
  elseif held ~= 'revoked' then
    redis.call('SET', KEYS[2], 'revoked', 'KEEPTTL')
    if id == '' then
      id = held
    end
  end
end
if id == '' or #redis.call('XRANGE', KEYS[1], id, id) == 0 then
  return 'GONE'
end
if ARGV[3] == 'ALL' then
  redis.call('XDEL', KEYS[1], id)
  return 'GONE'
end

-- Decimal texts are compared by length first: a sequence number may exceed what Lua counts exactly.
local function below(a, b)
  if #a ~= #b then
    return #a < #b
  end
  return a < b
end

local function read_up_to(last)
  local lastTime, lastSeq = string.match(last, '^(%d+)-(%d+)$')
  local time, seq = string.match(id, '^(%d+)-(%d+)$')
  if lastTime ~= time then
    return below(time, lastTime)
  end
  return not below(lastSeq, seq)
end

local groups = redis.call('XINFO', 'GROUPS', KEYS[1])
if #groups == 0 then
  return 'DELIVERED'
end
for _, group in ipairs(groups) do
  for i = 1, #group, 2 do
    if group[i] == 'last-delivered-id' and read_up_to(group[i + 1]) then
      return 'DELIVERED'
    end
  end
end
if KEYS[2] then
  redis.call('XDEL', KEYS[1], id)
  return 'GONE'
end
return 'UNREAD'

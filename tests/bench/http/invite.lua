-- wrk: invites somebody else with each request, under an Idempotency-Key of its own.
local threads = 0

function setup(thread)
  threads = threads + 1
  thread:set("number", threads)
end

function init(args)
  token = args[1]
  count = 0
  run = tostring(os.time())
end

function request()
  count = count + 1
  local name = string.format("%s-%d-%d", run, number, count)
  return wrk.format("POST", "/api/v1/people", {
    ["Authorization"] = "Bearer " .. token,
    ["Content-Type"] = "application/json",
    ["Idempotency-Key"] = name,
  }, string.format('{"name":"Bench %s","email":"b%s@bench.example","roles":["rep"],"locale":"en"}', name, name))
end

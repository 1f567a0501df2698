-- Every upload has bytes of its own after the image's end. For one thread (wrk -t1): the counter is the thread's.
require("post")

local head, tail, mark
local count = 0

function init(args)
   head, tail, mark = prepare(args)
end

function request()
   count = count + 1
   return wrk.format(nil, nil, nil, head .. mark .. string.format("%012d", count) .. tail)
end

-- The same upload again and again.
require("post")

function init(args)
   local head, tail, mark = prepare(args)
   wrk.body = head .. mark .. tail
end

-- What both load scripts share: a multipart POST whose parts lie in files, and a summary as one line of JSON.
-- Arguments after the URL: head of the body, its tail, boundary, and what makes this run's uploads unlike any other's.

local function read(path)
   local file = assert(io.open(path, "rb"))
   local bytes = file:read("*a")
   file:close()
   return bytes
end

function prepare(args)
   wrk.method = "POST"
   wrk.headers["Content-Type"] = "multipart/form-data; boundary=" .. args[3]
   return read(args[1]), read(args[2]), args[4]
end

function done(summary, latency)
   local e = summary.errors
   io.write(string.format(
      '\n{"requests": %d, "seconds": %.6f, "failed": %d, "p50_ms": %.3f, "p99_ms": %.3f}\n',
      summary.requests, summary.duration / 1e6, e.connect + e.read + e.write + e.status + e.timeout,
      latency:percentile(50) / 1000, latency:percentile(99) / 1000))
end

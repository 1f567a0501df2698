// Every metric that there is. docs/operations.md has the same list for readers.

extension MetricFamily {
    // MARK: Of one API process

    package static let requests = MetricFamily(
        "lector_http_requests_total",
        .counter,
        "Requests answered, by method, route and status."
    )
    package static let requestDuration = MetricFamily(
        "lector_http_request_duration_seconds",
        .histogram([0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60]),
        "From a request's head to the head of its answer."
    )
    package static let openRequests = MetricFamily(
        "lector_http_requests_open",
        .gauge,
        "Requests that have no answer yet."
    )
    package static let cacheLookups = MetricFamily(
        "lector_cache_lookups_total",
        .counter,
        "Results looked for before work was made: found in memory, in the store, or a miss."
    )
    package static let rateLimited = MetricFamily(
        "lector_rate_limited_requests_total",
        .counter,
        "Requests answered 429."
    )
    package static let uploadBytes = MetricFamily(
        "lector_upload_bytes_total",
        .counter,
        "Bytes of images received."
    )
    package static let workerRestarts = MetricFamily(
        "lector_worker_restarts_total",
        .counter,
        "How often this API had to start its own worker again."
    )

    // MARK: Of every process that writes

    package static let commitWrites = MetricFamily(
        "lector_commit_writes",
        .histogram([1, 2, 4, 8, 16, 32, 64, 128]),
        "Writes that shared one commit."
    )
    package static let commitDuration = MetricFamily(
        "lector_commit_duration_seconds",
        .histogram([0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5]),
        "One transaction, from the wait for the write lock to the commit."
    )

    // MARK: Of the store

    package static let jobs = MetricFamily("lector_jobs", .gauge, "Jobs that are kept, by state.")
    package static let oldestJob = MetricFamily(
        "lector_oldest_job_age_seconds",
        .gauge,
        "Age of the oldest job in a state that is not final; 0 where there is none."
    )
    package static let jobsEnded = MetricFamily(
        "lector_jobs_ended_total",
        .counter,
        "Jobs ended, by state and error code; counted in the transaction that ended them."
    )
    package static let queuePaused = MetricFamily("lector_queue_paused", .gauge, "1 while the queue is paused.")
    package static let clientsWaiting = MetricFamily(
        "lector_clients_waiting",
        .gauge,
        "Clients that have queued jobs."
    )
    package static let workers = MetricFamily("lector_workers", .gauge, "Workers that are alive.")
    package static let slots = MetricFamily("lector_slots", .gauge, "Images that these can read at a time.")
    package static let logSize = MetricFamily(
        "lector_store_wal_bytes",
        .gauge,
        "Size of the write-ahead log."
    )
    package static let databaseSize = MetricFamily(
        "lector_store_database_bytes",
        .gauge,
        "Size of the database file."
    )

    // MARK: Of all workers together

    package static let pages = MetricFamily("lector_pages_total", .counter, "Pages read.")
    package static let characters = MetricFamily("lector_characters_total", .counter, "Characters read.")
    package static let recognitionDuration = MetricFamily(
        "lector_recognition_duration_seconds",
        .histogram([0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120]),
        "Time in an engine of images that were read."
    )
    package static let queueWait = MetricFamily(
        "lector_queue_wait_seconds",
        .histogram([0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 15, 60, 300, 1800]),
        "From the queue to a worker."
    )
    package static let engineStarts = MetricFamily(
        "lector_engine_starts_total",
        .counter,
        "Engines started, by why there was none to use."
    )
    package static let discardedWrites = MetricFamily(
        "lector_discarded_writes_total",
        .counter,
        "Outcomes of workers that had lost their claim: discarded."
    )

    // MARK: Of the process

    package static let buildInfo = MetricFamily("lector_build_info", .gauge, "1; the version is the label.")
    package static let processStart = MetricFamily(
        "process_start_time_seconds",
        .gauge,
        "Start of this API, in seconds since 1970."
    )
    package static let processCPU = MetricFamily("process_cpu_seconds_total", .counter, "CPU time of this API.")
    package static let processMemory = MetricFamily(
        "process_resident_memory_bytes",
        .gauge,
        "Resident memory of this API."
    )
    package static let openDescriptors = MetricFamily("process_open_fds", .gauge, "Open file descriptors of this API.")
    package static let maximumDescriptors = MetricFamily("process_max_fds", .gauge, "How many it may have.")

    /// In the order in which they are shown.
    static let all: [MetricFamily] = [
        requests, requestDuration, openRequests, cacheLookups, rateLimited, uploadBytes, workerRestarts, commitWrites,
        commitDuration, jobs, oldestJob, jobsEnded, queuePaused, clientsWaiting, workers, slots, logSize, databaseSize,
        pages, characters, recognitionDuration, queueWait, engineStarts, discardedWrites, buildInfo, processStart,
        processCPU, processMemory, openDescriptors, maximumDescriptors,
    ]

    static let byName = Dictionary(uniqueKeysWithValues: all.map { ($0.name, $0) })
}

// Everything that can be set, with its defaults. docs/operations.md says what each is for.

/// The settings of the API and of the workers, read once at start.
package struct Settings: Sendable, Equatable {
    package var http = HTTP()
    package var limits = Limits()
    package var times = Times()
    package var workers = Workers()
    package var cache = Cache()
    package var log = Log()
    /// The path of the SQLite file.
    ///
    /// Uploads and sockets lie in folders beside it.
    package var database = "data/lector.sqlite"
    /// The language of a request that names none, by Tesseract's names, joined by `+`.
    package var language = "eng"
    package var keepUploads = KeepUploads.untilFinal

    package struct HTTP: Sendable, Equatable {
        package var host = "127.0.0.1"
        package var port = 8080
        package var trustedProxies: [AddressRange] = []
        /// A secret: never logged.
        package var operatorToken: String?
    }

    package struct Limits: Sendable, Equatable {
        package var rate: RateLimit? = RateLimit(count: 10, period: .seconds(60))
        /// Bytes of one file.
        package var upload = 10 * 1024 * 1024
        /// Bytes of one request's body.
        package var request = 100 * 1024 * 1024
        /// Files of one batch.
        package var batch = 50
        /// Pixels of one image.
        package var pixels = 100_000_000
        /// Bytes of data one engine may allocate.
        package var engineMemory = 1536 * 1024 * 1024
        /// Jobs that may wait.
        package var queue = 10_000
        /// How often a recognition is tried.
        package var attempts = 3
    }

    package struct Times: Sendable, Equatable {
        package var syncWait = Duration.seconds(30)
        package var run = Duration.seconds(120)
        package var queue = Duration.seconds(3600)
        package var lease = Duration.seconds(30)
        package var shutdown = Duration.seconds(8)
        /// How long work is still taken after SIGTERM, for a load balancer to notice.
        package var shutdownDelay = Duration.zero
        package var retention = Duration.seconds(24 * 3600)
    }

    package struct Workers: Sendable, Equatable {
        /// Slots of the worker that the API starts; nil: as many as the machine allows; 0: none.
        package var local: Int?
        /// Slots of a worker; nil: as many as the machine allows.
        package var slots: Int?
        /// Pages after which an engine is replaced by a fresh one.
        package var recycleAfter = 1000
    }

    package struct Cache: Sendable, Equatable {
        package var timeToLive = Duration.seconds(24 * 3600)
        /// Bytes of the hot copy in each API.
        package var memory = 64 * 1024 * 1024
    }

    package struct Log: Sendable, Equatable {
        package var level = "info"
        package var format = Format.text

        package enum Format: String, Sendable, CaseIterable { case text, json }
    }

    package init() {}
}

/// When an upload's file goes.
package enum KeepUploads: String, Sendable, CaseIterable {
    /// Once no job that is not final needs it.
    case untilFinal = "until-final"
    /// With the last job that it belongs to.
    case withJob = "with-job"
}

/// So many in so long.
package struct RateLimit: Sendable, Equatable {
    package var count: Int
    package var period: Duration

    package init(count: Int, period: Duration) {
        self.count = count
        self.period = period
    }
}

// The third version of the schema: what accepting a job writes into indexes, and results of several pages.

extension Migrations {
    /// An index by a digest has its entries all over: each costs a page of the log.
    ///
    /// A live recognition needs one such
    /// entry, not two: the fingerprint is made of the upload's digest and more, so that both together are as unique.
    ///
    /// `page_list` tells of each page of several; null for a single one. `jobs_waiting` holds the state too, or SQLite looks into the table for it when it counts.
    static let version3 = """
        ALTER TABLE results ADD COLUMN page_list TEXT;

        DROP INDEX recognitions_live;
        DROP INDEX recognitions_upload;
        CREATE UNIQUE INDEX recognitions_live ON recognitions (upload, fingerprint)
            WHERE state IN ('queued', 'delayed', 'running');
        CREATE INDEX recognitions_ended ON recognitions (upload, state)
            WHERE state IN ('succeeded', 'failed', 'cancelled');
        DROP INDEX jobs_waiting;
        CREATE INDEX jobs_waiting ON jobs (state, client, priority DESC, recognition) WHERE state = 'queued';
        """
}

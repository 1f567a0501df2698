// The fourth version of the schema: what else a client may ask of a recognition, and how a result was come by.

extension Migrations {
    /// Nulls are what nobody asked for: any resolution, the usual pages, any character.
    ///
    /// `tries` tells of each way in which
    /// an image was read; null where there was no choice.
    static let version4 = """
        ALTER TABLE recognitions ADD COLUMN orientation TEXT NOT NULL DEFAULT 'auto';
        ALTER TABLE recognitions ADD COLUMN dpi INTEGER;
        ALTER TABLE recognitions ADD COLUMN pages TEXT;
        ALTER TABLE recognitions ADD COLUMN whitelist TEXT;
        ALTER TABLE results ADD COLUMN tries TEXT;
        """
}

// The fourth version of the schema: what else a client may ask of a recognition.

extension Migrations {
    /// Nulls are what nobody asked for: any resolution, the usual pages, any character.
    static let version4 = """
        ALTER TABLE recognitions ADD COLUMN orientation TEXT NOT NULL DEFAULT 'auto';
        ALTER TABLE recognitions ADD COLUMN dpi INTEGER;
        ALTER TABLE recognitions ADD COLUMN pages TEXT;
        ALTER TABLE recognitions ADD COLUMN whitelist TEXT;
        """
}

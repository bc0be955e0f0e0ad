import CCatalogue

extension MethodCatalogue {
    /// The first method that a page of the documentation is about.
    ///
    /// - Parameter page: `api-reference/crm/universal/crm-item-list.md`
    public func entry(page: String) -> Entry? {
        var wanted = "\"page\":\"\(page)\""
        let found = wanted.withUTF8 { b24_catalogue_find($0.baseAddress, $0.count) }
        guard found < b24_catalogue_length() else { return nil }
        // The last line that begins before it.
        var low = 0
        var high = lines.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if Int(lines[middle]) <= found { low = middle } else { high = middle }
        }
        return entry(ofLine: low)
    }
}

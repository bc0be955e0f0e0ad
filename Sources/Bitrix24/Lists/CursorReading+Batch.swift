/// Which pages share a batch.
extension CursorReading {
    /// A segment's part of a batch.
    private struct Share {
        /// Pages of its chain.
        var pages: Int
        /// Rows that are expected of them.
        var rows: Int
        /// Where the segment is cut in two.
        var cut: Int?
        /// The last id of the list is asked for, too.
        var looksForEnd = false
    }

    /// Fills a batch with chains of the waiting segments, in order. What is left of a window goes first; a new window
    /// takes the rest.
    ///
    /// - Parameters:
    ///   - start: the first waiting segment.
    ///   - rows: what is there, or expected, before it.
    mutating func planBatch(
        _ number: Int, from start: Int, after rows: Int
    ) -> (parts: [ListFetch.Part], flight: Flight) {
        var parts: [ListFetch.Part] = []
        var flight = Flight(isBatch: true)
        var expected = rows
        var index = start
        while index < segments.count, parts.count < size.commands, expected < remaining {
            defer { index += 1 }
            guard case .waiting(isAlone: false) = segments[index].state, let lower = segments[index].lower else {
                expected += segments[index].rows
                continue
            }
            let wanted = (remaining - expected - 1) / ListMethod.pageSize + 1
            let room = size.commands - parts.count
            guard let share = share(segments[index], lower, room: room, wanted: wanted) else { break }
            if let cut = share.cut {
                let rest = CursorSegment(lower: cut, upper: segments[index].upper, state: .waiting(isAlone: false))
                segments[index].upper = cut
                segments.insert(rest, at: index + 1)
            }
            if share.looksForEnd {
                flight.looksForEnd = true
                parts.append(.last)
            }
            flight.chains.append(Chain(lower: lower, parts: parts.count..<parts.count + share.pages))
            let upper = segments[index].upper
            parts.append(.after(lower, upTo: upper))
            parts += Array(repeating: .afterPrevious(upTo: upper), count: share.pages - 1)
            segments[index].state = .underWay(number: number, rows: share.rows)
            expected += share.rows
        }
        return (parts, flight)
    }

    /// How a segment uses the room that a batch has left; `nil` leaves it to the next one.
    private mutating func share(_ segment: CursorSegment, _ lower: Int, room: Int, wanted: Int) -> Share? {
        let isFirst = room == size.commands
        guard let width = segment.width ?? horizon.map({ $0 - lower }), width > 0 else {
            return isFirst ? explore(room: room, wanted: wanted) : nil
        }
        let rows = density.rows(in: width)
        // One page for chance; a range of ids cannot hold more rows than ids.
        var pages = (rows - 1) / ListMethod.pageSize + 2
        if segment.upper != nil { pages = min(pages, (width - 1) / ListMethod.pageSize + 1) }
        let isLimited = wanted <= min(pages, room)
        if isLimited || pages <= room {
            let count = max(1, min(pages, wanted))
            return Share(pages: count, rows: min(rows, count * ListMethod.pageSize))
        }
        // A new window wants most of a batch for itself.
        guard isFirst || room * 2 > size.commands else { return nil }
        let cut = lower + density.width(pages: room)
        let isAlone = options.concurrency == 1 && segment.upper == nil
        guard !isAlone, hasWindows, cut < lower + width else {
            return Share(pages: room, rows: min(rows, room * ListMethod.pageSize))
        }
        let share = density.rows(in: cut - lower)
        return Share(pages: room, rows: min(share, room * ListMethod.pageSize), cut: cut)
    }

    /// What is left, by the total; or some pages of which nobody knows where they end. When that will not be all, the
    /// last id is asked for, too, so that the next batches fit.
    private mutating func explore(room: Int, wanted: Int) -> Share {
        // Who names a number of rows expects that there are so many.
        var some = options.limit != nil && wanted <= 4 * exploring ? wanted : exploring
        // One page more than the rows fill: it shows that nothing follows.
        let left = total.map { $0 - rowsRead } ?? -1
        if left >= 0 { some = left / ListMethod.pageSize + 1 }
        let isMore = left >= 0 ? min(some, wanted) > room : wanted > some
        let looksForEnd = isMore && room > 2 && !isHeldBack
        let pages = max(1, min(some, wanted, looksForEnd ? room - 1 : room))
        exploring = min(exploring * 2, ListMethod.pageSize)
        return Share(pages: pages, rows: pages * ListMethod.pageSize, looksForEnd: looksForEnd)
    }
}

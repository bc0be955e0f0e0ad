import Foundation
import NIOCore
import NIOHTTP1

/// `/admin/set` (rows, latency in seconds, bucket as [capacity, rate] or null) prepares the portal for a job and tells
/// the sums that a reader of all rows should find; `/admin/counters` tells what came.
struct Admin {
    private let state: State

    init(_ state: State) { self.state = state }

    func answer(_ head: HTTPRequestHead, _ body: ByteBuffer) -> ByteBuffer {
        if head.uri == "/admin/set" { return set(body) }
        let counters = state.counters
        return ByteBuffer(
            string: """
                {"connections":\(counters.connections),"requests":\(counters.requests),"refused":\(counters.refused),\
                "commands":\(counters.commands),"mostInFlight":\(counters.mostInFlight)}
                """)
    }

    private func set(_ body: ByteBuffer) -> ByteBuffer {
        let object = try? JSONSerialization.jsonObject(with: Data(body.readableBytesView)) as? [String: Any]
        var settings = Settings()
        settings.rows = (object?["rows"] as? Int) ?? 0
        settings.latency = .nanoseconds(Int64(((object?["latency"] as? Double) ?? 0) * 1e9))
        if let bucket = object?["bucket"] as? [Double], bucket.count == 2 {
            settings.bucket = Bucket(capacity: bucket[0], rate: bucket[1])
        }
        state.set(settings)
        let sums = Rows.sums(settings.rows)
        return ByteBuffer(
            string: #"{"rows":\#(settings.rows),"ids":\#(sums.ids),"opportunities":\#(sums.opportunities)}"#)
    }
}

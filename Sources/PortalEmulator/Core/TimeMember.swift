import JSON

/// The `time` member of an answer (`api-reference/data-types#time`).
struct TimeMember {
    let start: Double
    let finish: Double
    /// When the work began, after the request was taken apart.
    let workStart: Double
    /// Missing for a batch as a whole and on portals without the resource limit.
    var operating: (seconds: Double, resetAt: Int64)?

    func json(_ clock: ServerTime) -> JSONValue {
        var time = JSONObject()
        time["start"] = .number(start)
        time["finish"] = .number(finish)
        time["duration"] = .number(finish - start)
        time["processing"] = .number(finish - workStart)
        time["date_start"] = .string(clock.iso(Int64(start)))
        time["date_finish"] = .string(clock.iso(Int64(finish)))
        if let operating {
            time["operating_reset_at"] = .integer(operating.resetAt)
            time["operating"] = .number(operating.seconds)
        }
        return .object(time)
    }
}

import ArgumentParser

/// A time on the command line: `30`, `30s`, `1.5m`, `2h`, `250ms`.
struct Seconds: ExpressibleByArgument, Sendable, Equatable {
    let duration: Duration

    init?(argument: String) {
        let units: [(suffix: String, seconds: Double)] = [("ms", 0.001), ("s", 1), ("m", 60), ("h", 3600)]
        let unit = units.first { argument.hasSuffix($0.suffix) }
        let digits = argument.dropLast(unit?.suffix.count ?? 0)
        guard let number = Double(digits), number > 0, number.isFinite, number < 1e9 else { return nil }
        duration = .seconds(number * (unit?.seconds ?? 1))
    }
}

/// An amount of memory on the command line: `64M`, `1G`, `500K`, or bytes.
struct ByteCount: ExpressibleByArgument, Sendable, Equatable {
    let bytes: Int

    init?(argument: String) {
        let text = argument.uppercased()
        let units: [Character: Int] = ["K": 1 << 10, "M": 1 << 20, "G": 1 << 30]
        let unit = text.last.flatMap { units[$0] }
        guard let number = Int(unit == nil ? text[...] : text.dropLast()), number > 0 else { return nil }
        let (bytes, overflow) = number.multipliedReportingOverflow(by: unit ?? 1)
        guard !overflow else { return nil }
        self.bytes = bytes
    }
}

/// A number of writes on the command line: 0 or more.
struct WriteCount: ExpressibleByArgument, Sendable, Equatable {
    let count: Int

    init?(argument: String) {
        guard let count = Int(argument), count >= 0 else { return nil }
        self.count = count
    }
}

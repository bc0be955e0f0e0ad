import ArgumentParser
import Bitrix24

/// A time on the command line: `30`, `30s`, `1.5m`, `2h`, `250ms`.
struct Seconds: ExpressibleByArgument, Sendable, Equatable {
    let duration: Duration

    init?(argument: String) {
        guard let duration = Amounts.duration(argument) else { return nil }
        self.duration = duration
    }
}

/// An amount of memory on the command line: `64M`, `1G`, `500K`, or bytes.
struct ByteCount: ExpressibleByArgument, Sendable, Equatable {
    let bytes: Int

    init?(argument: String) {
        guard let bytes = Amounts.bytes(argument) else { return nil }
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

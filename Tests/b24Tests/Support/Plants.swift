import Foundation

/// What must not be found, in any spelling.
struct Plants {
    var secrets: [String] = []

    func found(in text: String) -> [String] {
        // Broken lines are put together, and escapes undone.
        let flat = text.filter { !$0.isWhitespace }
        let decoded = flat.replacing("\\/", with: "/").removingPercentEncoding ?? flat
        return secrets.filter { secret in
            let base64 = Data(secret.utf8).base64EncodedString().prefix(secret.utf8.count)
            return [flat, decoded].contains { $0.contains(secret) || $0.contains(base64) }
        }
    }

    func found(inFilesOf home: Home) throws -> [String] {
        var leaks: [String] = []
        let files = FileManager.default.enumerator(atPath: home.path)
        while let name = files?.nextObject() as? String {
            guard let data = FileManager.default.contents(atPath: home.path + "/" + name) else { continue }
            leaks += found(in: name + " " + String(decoding: data, as: UTF8.self)).map { "\($0) in \(name)" }
        }
        return leaks
    }
}

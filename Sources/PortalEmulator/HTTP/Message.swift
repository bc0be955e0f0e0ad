import JSON
import NIOCore
import NIOHTTP1

/// An answer as HTTP sends it.
struct Message: Sendable {
    var status: HTTPResponseStatus
    var type: String
    var body: [UInt8]
    var headers: [(String, String)] = []

    init(status: HTTPResponseStatus, type: String, body: [UInt8]) {
        self.status = status
        self.type = type
        self.body = body
    }

    /// A line of text.
    init(_ text: String, _ status: HTTPResponseStatus) {
        self.init(status: status, type: "text/plain; charset=utf-8", body: Array("\(text)\n".utf8))
    }

    init(_ answer: Answer, _ format: Request.Format) {
        let status = HTTPResponseStatus(statusCode: answer.status)
        switch (answer.body, format) {
        case (.html(let page), _):
            self.init(status: status, type: "text/html; charset=utf-8", body: Array(page.utf8))
        case (.members(let members), .json):
            self.init(
                status: status, type: "application/json; charset=utf-8", body: JSONWriter.bytes(.object(members)))
        case (.members(let members), .xml):
            self.init(status: status, type: "text/xml; charset=utf-8", body: XMLAnswer.bytes(members))
        }
        headers = answer.headers.map { ($0.name, $0.value) }
    }

    /// The head of the answer to a request; its length is that of the whole body.
    func head(for request: HTTPRequestHead) -> HTTPResponseHead {
        var fields = HTTPHeaders([("Content-Type", type), ("Content-Length", String(body.count))])
        fields.add(contentsOf: headers)
        if !request.isKeepAlive { fields.add(name: "Connection", value: "close") }
        return HTTPResponseHead(version: request.version, status: status, headers: fields)
    }
}

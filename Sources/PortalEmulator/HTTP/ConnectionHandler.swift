import JSON
import NIOCore
import NIOHTTP1

/// One connection: gathers a request, has it answered, writes the answer in one go.
final class ConnectionHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    /// Larger bodies are refused; the portal's own limit is not documented.
    private static let maximumBody = 32 << 20

    private let engine: Engine
    private let settings: ServerSettings
    private var head: HTTPRequestHead?
    private var body: [UInt8] = []
    private var isTooLarge = false

    init(engine: Engine, settings: ServerSettings) {
        self.engine = engine
        self.settings = settings
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            self.head = head
            body = []
            isTooLarge = false
            if head.headers["expect"].contains(where: { $0.lowercased() == "100-continue" }) {
                let head = HTTPResponseHead(version: head.version, status: .continue)
                context.writeAndFlush(wrapOutboundOut(.head(head)), promise: nil)
            }
        case .body(let part):
            isTooLarge = isTooLarge || body.count + part.readableBytes > Self.maximumBody
            if !isTooLarge { body.append(contentsOf: part.readableBytesView) }
        case .end:
            guard let head else { return }
            self.head = nil
            respond(to: head, context: context)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

    private func respond(to head: HTTPRequestHead, context: ChannelHandlerContext) {
        guard !isTooLarge else {
            return write(plain("Payload Too Large", .payloadTooLarge), for: head, context: context)
        }
        guard [.GET, .POST].contains(head.method) else {
            return write(plain("Method Not Allowed", .methodNotAllowed), for: head, context: context)
        }
        guard case .method(var request) = RequestParser.route(uri: head.uri) else {
            return write(file(head) ?? plain("Not Found", .notFound), for: head, context: context)
        }
        request.host = "\(settings.host):\(context.localAddress?.port ?? 80)"
        let start = settings.clock.now()
        RequestParser.read(body, contentType: head.headers.first(name: "content-type"), into: &request)
        let answer = engine.answer(request)
        settings.log?(RequestRecord(request, answer, seconds: settings.clock.now() - start))
        deliver(answer, request.format, head, context)
    }

    private func deliver(
        _ answer: Answer, _ format: Request.Format, _ head: HTTPRequestHead, _ context: ChannelHandlerContext
    ) {
        var delay = settings.latency
        switch answer.delivery {
        case .never: return
        case .hangUp: return context.close(promise: nil)
        case .late(let seconds): delay = delay + .milliseconds(Int64(seconds * 1000))
        case .send, .redirect: break
        }
        var message = encoded(answer, format)
        if answer.delivery == .redirect {
            let host = head.headers.first(name: "host") ?? settings.host
            message.headers.append(("Location", "http://\(host)\(head.uri)"))
        }
        guard delay > .zero else { return write(message, for: head, context: context) }
        let bound = NIOLoopBound((self, context, message), eventLoop: context.eventLoop)
        context.eventLoop.scheduleTask(in: delay) {
            let (handler, context, message) = bound.value
            guard context.channel.isActive else { return }
            handler.write(message, for: head, context: context)
        }
    }

    private struct Message {
        var status: HTTPResponseStatus
        var type: String
        var body: [UInt8]
        var headers: [(String, String)] = []
    }

    /// What a link in an answer leads to.
    private func file(_ head: HTTPRequestHead) -> Message? {
        guard head.method == .GET, let content = engine.file(path: head.uri) else { return nil }
        return Message(status: .ok, type: "application/octet-stream", body: content)
    }

    private func plain(_ text: String, _ status: HTTPResponseStatus) -> Message {
        Message(status: status, type: "text/plain; charset=utf-8", body: Array("\(text)\n".utf8))
    }

    private func encoded(_ answer: Answer, _ format: Request.Format) -> Message {
        let status = HTTPResponseStatus(statusCode: answer.status)
        switch (answer.body, format) {
        case (.html(let page), _):
            return Message(status: status, type: "text/html; charset=utf-8", body: Array(page.utf8))
        case (.members(let members), .json):
            return Message(
                status: status, type: "application/json; charset=utf-8", body: JSONWriter.bytes(.object(members)))
        case (.members(let members), .xml):
            return Message(status: status, type: "text/xml; charset=utf-8", body: XMLAnswer.bytes(members))
        }
    }

    private func write(_ message: Message, for request: HTTPRequestHead, context: ChannelHandlerContext) {
        var headers = HTTPHeaders([
            ("Content-Type", message.type), ("Content-Length", String(message.body.count)),
        ])
        headers.add(contentsOf: message.headers)
        let keepsAlive = request.isKeepAlive
        if !keepsAlive { headers.add(name: "Connection", value: "close") }
        let head = HTTPResponseHead(version: request.version, status: message.status, headers: headers)
        context.write(wrapOutboundOut(.head(head)), promise: nil)
        context.write(wrapOutboundOut(.body(.byteBuffer(ByteBuffer(bytes: message.body)))), promise: nil)
        let end = context.writeAndFlush(wrapOutboundOut(.end(nil)))
        if !keepsAlive {
            let bound = NIOLoopBound(context, eventLoop: context.eventLoop)
            end.whenComplete { _ in bound.value.close(promise: nil) }
        }
    }
}

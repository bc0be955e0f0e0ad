import NIOCore
import NIOHTTP1
import NIOPosix

/// One connection: gathers a request, has it answered, writes the answer in one go.
final class ConnectionHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    /// Larger bodies are refused; the portal's own limit is not documented.
    private static let maximumBody = 32 << 20

    let engine: Engine
    let settings: ServerSettings
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
            return write(Message("Payload Too Large", .payloadTooLarge), for: head, context: context)
        }
        guard [.GET, .POST].contains(head.method) else {
            return write(Message("Method Not Allowed", .methodNotAllowed), for: head, context: context)
        }
        if let console = settings.console, ConsoleRequest.isForConsole(head.uri) {
            let request = ConsoleRequest(head, body, localAddress: context.localAddress)
            return write(console.answer(request), for: head, context: context)
        }
        guard case .method(var request) = RequestParser.route(uri: head.uri) else {
            return write(file(head) ?? Message("Not Found", .notFound), for: head, context: context)
        }
        request.host = "\(settings.host):\(context.localAddress?.port ?? 80)"
        let start = settings.clock.now()
        request.requestID = head.headers.first(name: "x-request-id").map { String($0.prefix(128)) }
        request.idempotencyKey = head.headers.first(name: "idempotency-key")
        RequestParser.read(body, contentType: head.headers.first(name: "content-type"), into: &request)
        request.takeToken()
        guard engine.origin != nil else {
            return finish(engine.answer(request), to: request, since: start, head, context)
        }
        // An origin takes its time, and may be a portal of this process that needs the same event loop.
        let bound = NIOLoopBound((self, context), eventLoop: context.eventLoop)
        let (engine, asked) = (engine, request)
        NIOThreadPool.singleton.runIfActive(eventLoop: context.eventLoop) { engine.answer(asked) }
            .whenSuccess { answer in
                let (handler, context) = bound.value
                handler.finish(answer, to: asked, since: start, head, context)
            }
    }

    private func finish(
        _ answer: Answer, to request: Request, since start: Double, _ head: HTTPRequestHead,
        _ context: ChannelHandlerContext
    ) {
        settings.log?(RequestRecord(request, answer, seconds: settings.clock.now() - start))
        deliver(answer, request.format, head, at: start + engine.clock.jumped, context)
    }

    /// What a link in an answer leads to.
    private func file(_ head: HTTPRequestHead) -> Message? {
        guard head.method == .GET, let content = engine.file(path: head.uri) else { return nil }
        return Message(status: .ok, type: "application/octet-stream", body: content)
    }
}

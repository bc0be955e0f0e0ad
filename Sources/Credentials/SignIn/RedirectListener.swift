import Bitrix24
import Localization
import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// Waits on a loopback port for the browser that the portal sends back, once.
///
/// Anything else that comes (an icon, a stranger's code, a second visit) gets a page and no further.
final class RedirectListener: Sendable {
    /// Where applications' cards are to send the browser, unless another port is asked for.
    static let usualPort = 24_024
    private static let host = "127.0.0.1"

    let port: Int
    private let channel: any Channel
    private let group: MultiThreadedEventLoopGroup
    private let answer: AsyncStream<Result<SignInAnswer, SignInAnswer.Refusal>>

    /// Begins to listen.
    ///
    /// - Parameters:
    ///   - port: 0 takes a free one.
    ///   - state: the mark of this sign-in.
    ///   - portal: the domain that the answer has to come from.
    ///   - language: of the pages.
    /// - Throws: ``CredentialsError`` when the port cannot be had.
    static func open(
        port: Int, state: SignInState, portal: String, language: Language
    ) async throws(CredentialsError) -> RedirectListener {
        let (stream, continuation) = AsyncStream<Result<SignInAnswer, SignInAnswer.Refusal>>.makeStream()
        let gate = RedirectGate(state: state, portal: portal)
        let group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let bootstrap = ServerBootstrap(group: group)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.configureHTTPServerPipeline()
                    try channel.pipeline.syncOperations.addHandler(
                        RedirectHandler(gate: gate, language: language) { continuation.yield($0) })
                }
            }
        do {
            let channel = try await bootstrap.bind(host: host, port: port).get()
            return RedirectListener(channel, group, stream, port: channel.localAddress?.port ?? port)
        } catch {
            try? await group.shutdownGracefully()
            throw CredentialsError(.failed, Texts.portTaken(port), hint: Texts.choosePort)
        }
    }

    private init(
        _ channel: any Channel, _ group: MultiThreadedEventLoopGroup,
        _ answer: AsyncStream<Result<SignInAnswer, SignInAnswer.Refusal>>, port: Int
    ) {
        self.channel = channel
        self.group = group
        self.answer = answer
        self.port = port
    }

    /// `http://127.0.0.1:24024/`: what the application's card has to say.
    var address: String { "http://\(Self.host):\(port)/" }

    /// The first answer that belongs to this sign-in; `nil` when the task was cancelled before.
    func wait() async -> Result<SignInAnswer, SignInAnswer.Refusal>? {
        for await answer in answer { return answer }
        return nil
    }

    /// Gives the port back, after what was begun to be written is written.
    func close() async {
        // The one error is that it is closed already.
        try? await channel.close().get()
        try? await group.shutdownGracefully()
    }
}

/// Decides what a request to the listener is worth; the same for all connections.
final class RedirectGate: Sendable {
    private let state: SignInState
    private let portal: String
    private let isUsed = Mutex(false)

    init(state: SignInState, portal: String) {
        self.state = state
        self.portal = portal
    }

    /// - Returns: the page; and the answer, when this is what was waited for.
    func visit(
        method: String, uri: String
    ) -> (page: SignInPage.Content, answer: Result<SignInAnswer, SignInAnswer.Refusal>?) {
        guard method == "GET", let question = uri.firstIndex(of: "?") else { return (.nothingHere, nil) }
        return isUsed.withLock { isUsed in
            guard !isUsed else { return (.nothingHere, nil) }
            do throws(SignInAnswer.Refusal) {
                let answer = try SignInAnswer.read(
                    query: uri[uri.index(after: question)...], state: state, portal: portal)
                isUsed = true
                return (.done, .success(answer))
            } catch {
                switch error {
                // A stranger's visit does not end the wait for the right one.
                case .noCode: return (.nothingHere, nil)
                case .otherState: return (.refused(error), nil)
                case .denied, .otherPortal:
                    isUsed = true
                    return (.refused(error), .failure(error))
                }
            }
        }
    }
}

/// One connection.
private final class RedirectHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = HTTPServerResponsePart

    private let gate: RedirectGate
    private let language: Language
    private let answered: @Sendable (Result<SignInAnswer, SignInAnswer.Refusal>) -> Void
    private var head: HTTPRequestHead?

    init(
        gate: RedirectGate, language: Language,
        answered: @escaping @Sendable (Result<SignInAnswer, SignInAnswer.Refusal>) -> Void
    ) {
        self.gate = gate
        self.language = language
        self.answered = answered
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head): self.head = head
        case .body: break
        case .end:
            guard let head else { return }
            self.head = nil
            respond(gate.visit(method: head.method.rawValue, uri: head.uri), context)
        }
    }

    private func respond(
        _ visit: (page: SignInPage.Content, answer: Result<SignInAnswer, SignInAnswer.Refusal>?),
        _ context: ChannelHandlerContext
    ) {
        let body = context.channel.allocator.buffer(string: SignInPage.html(visit.page, language))
        let headers: HTTPHeaders = [
            "Content-Type": "text/html; charset=utf-8", "Content-Length": String(body.readableBytes),
            "Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "Connection": "close",
            "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'",
        ]
        let status: HTTPResponseStatus =
            switch visit.page {
            case .done: .ok
            case .refused: .badRequest
            case .nothingHere: .notFound
            }
        context.write(wrapOutboundOut(.head(HTTPResponseHead(version: .http1_1, status: status, headers: headers))))
            .whenFailure { _ in }
        context.write(wrapOutboundOut(.body(.byteBuffer(body)))).whenFailure { _ in }
        let channel = context.channel
        let answered = answered
        context.writeAndFlush(wrapOutboundOut(.end(nil))).whenComplete { _ in
            channel.close().whenComplete { _ in visit.answer.map(answered) }
        }
    }

    /// A client that speaks no HTTP.
    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
}

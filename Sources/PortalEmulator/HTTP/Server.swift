import NIOCore
import NIOHTTP1
import NIOPosix

/// What connections need to know.
struct ServerSettings: Sendable {
    let latency: TimeAmount
    let clock: PortalClock
    let host: String
    let log: (@Sendable (RequestRecord) -> Void)?
}

/// The HTTP server, on loopback only. One thread reads, works and writes: the database has one writer anyway.
struct Server: Sendable {
    static let host = "127.0.0.1"

    let port: Int
    private let group: MultiThreadedEventLoopGroup

    /// - Throws: ``LocalPortalError`` when the port cannot be had.
    init(port: Int, engine: Engine, settings: ServerSettings) async throws {
        group = MultiThreadedEventLoopGroup(numberOfThreads: 1)
        let bootstrap = ServerBootstrap(group: group)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.socketOption(.tcp_nodelay), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.configureHTTPServerPipeline()
                    try channel.pipeline.syncOperations.addHandler(
                        ConnectionHandler(engine: engine, settings: settings))
                }
            }
        do {
            let channel = try await bootstrap.bind(host: Self.host, port: port).get()
            self.port = channel.localAddress?.port ?? port
        } catch {
            try? await group.shutdownGracefully()
            throw LocalPortalError(Texts.portInUse(port))
        }
    }

    /// Closes all connections and gives the port back.
    func stop() async throws { try await group.shutdownGracefully() }
}

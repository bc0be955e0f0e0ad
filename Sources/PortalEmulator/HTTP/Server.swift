import NIOCore
import NIOHTTP1
import NIOPosix

/// What connections need to know.
struct ServerSettings: Sendable {
    let latency: TimeAmount
    let clock: PortalClock
    let host: String
    let log: (@Sendable (RequestRecord) -> Void)?
    /// What answers below `/console/`; `nil`: nothing does.
    var console: Console?
}

/// The HTTP server, on loopback only.
struct Server: Sendable {
    static let host = "127.0.0.1"

    /// Shared by all portals of the process: a test run starts hundreds, and threads and descriptors are finite. Two
    /// threads, for the database lets requests of one portal through one by one anyway.
    private static let group = MultiThreadedEventLoopGroup(numberOfThreads: 2)

    /// The loops' own, those of the thread pool, the listener, and a few connections. Without them NIO ends the process.
    private static let descriptors = 16

    let port: Int
    private let listener: any Channel
    private let connections = OpenConnections()

    /// - Throws: ``LocalPortalError`` when the port or descriptors cannot be had.
    init(port: Int, engine: Engine, settings: ServerSettings) async throws {
        guard SpareDescriptors.are(Self.descriptors) else { throw LocalPortalError(Texts.tooManyFiles) }
        let bootstrap = ServerBootstrap(group: Self.group)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelOption(.socketOption(.tcp_nodelay), value: 1)
            .childChannelInitializer { [connections] channel in
                channel.eventLoop.makeCompletedFuture {
                    connections.add(channel)
                    try channel.pipeline.syncOperations.configureHTTPServerPipeline()
                    try channel.pipeline.syncOperations.addHandler(
                        ConnectionHandler(engine: engine, settings: settings))
                }
            }
        do {
            listener = try await bootstrap.bind(host: Self.host, port: port).get()
            self.port = listener.localAddress?.port ?? port
        } catch {
            throw LocalPortalError(Texts.portInUse(port))
        }
    }

    /// Returns once everything is done that belongs to answers which clients have received.
    func settle() async {
        for loop in Self.group.makeIterator() {
            // An error means that the process ends.
            try? await loop.submit {}.get()
        }
    }

    /// Closes all connections and gives the port back. A second call does nothing.
    func stop() async {
        await Self.close(listener)
        for connection in connections.seal() { await Self.close(connection) }
    }

    /// The one error is that somebody else was faster.
    private static func close(_ channel: any Channel) async { try? await channel.close().get() }
}
